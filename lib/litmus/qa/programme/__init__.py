"""The audit programme: who audits what by when, allocation, moderation, deadlines."""
