"""Every part of a page in every state, of figures made up by hand: `litmus gallery`.

`cases` holds the indicators, a row a state; `evidence` what quality assurance found; `day_lists`
what there is to do on a day; `took` how long cases took; `courses` what is agreed for priorities;
`families` early help; `reports` are reports of them; `shown` says what is called of each;
`notebook` is all of it as a run leaves it.
"""
