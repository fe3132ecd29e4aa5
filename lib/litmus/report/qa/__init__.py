"""Showing quality assurance: activities, findings, themes, actions and what follows from them."""
