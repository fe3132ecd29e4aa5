"""What an alert of a reviewing officer or chair is, in SQL: a concern or not, told, resolved."""

# Good practice is told so that others learn: there is nothing to tell on the day or to resolve.
GOOD_PRACTICE = "exc_type = 'GOOD_PRACTICE'"
CONCERN = "exc_type <> 'GOOD_PRACTICE'"
RAISED_ON = "CAST(exc_raised_at AS DATE)"
TOLD_ON = "CAST(exc_tm_told_at AS DATE)"
ANSWERED_ON = "CAST(exc_response_at AS DATE)"
RESOLVED_ON = "CAST(exc_resolved_at AS DATE)"
TOLD_IN_TIME = f"COALESCE({TOLD_ON} <= {RAISED_ON}, FALSE)"  # to the team manager, the same day
RESOLVED = "exc_resolved_at IS NOT NULL"
