"""What leaves Litmus for other people's hands: no other room lets anything leave."""
