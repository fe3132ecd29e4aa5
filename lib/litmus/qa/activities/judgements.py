"""The judgements of key areas as they are reported: moderated where they were moderated, in SQL.

Apart from `litmus.qa.programme.audits`, because what a notebook shows must not import the data's
tables.
"""

# A key area's reported grade: what the last moderator said of it, else the auditor's. A moderation
# without a time counts as the first.
JUDGED = """qa_audit_judgement
    JOIN qa_audit ON aud_id = auj_aud_id
    LEFT JOIN (
        SELECT aum_aud_id, aum_key_area,
            MAX_BY(aum_moderated_grade, (COALESCE(aum_at, TIMESTAMP '1900-01-01'), aum_id))
                AS moderated
        FROM qa_audit_moderation
        WHERE aum_key_area IS NOT NULL AND aum_moderated_grade IS NOT NULL GROUP BY 1, 2
    ) m ON aum_aud_id = auj_aud_id AND aum_key_area = auj_key_area"""
REPORTED = "COALESCE(moderated, auj_grade)"
# An audit that was given out and will not be done judges nothing.
DONE = "COALESCE(aud_status, '') <> 'NOT_DONE'"
