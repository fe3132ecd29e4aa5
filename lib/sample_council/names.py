"""Names of workers nobody has: given and family names that live in one English city."""

_FIRST = """
Aisha Alan Amrit Angela Anil Beth Bola Carol Chloe Dalia Daniel Deepa Donna Ellen Emeka Farah Fiona
Gareth Grace Hannah Hassan Imran Jade James Janet Jaya Joanne Karen Kiran Laura Liam Lucy Maria Mark
Meera Nadia Neil Nisha Olu Paula Peter Priya Rachel Rashid Rosa Ruth Sanjay Sarah Simon Tanya Tariq
Tom Usha Wendy Yasmin Zara
"""
_LAST = """
Adeyemi Ahmed Allen Atkins Bailey Barnett Begum Bhatt Brown Carter Chowdhury Clarke Cole Daly Desai
Dixon Evans Farrell Fisher Gill Green Hall Harper Hussain Iqbal Jarvis Johal Jones Kaur Khan King
Lad Lawson Malik Mason Mistry Moore Nash Ndlovu Owens Parmar Patel Price Quinn Rahman Reid Sandhu
Shah Sharp Singh Solanki Taylor Thakrar Vora Walsh Ward Webb Yates Young
"""
FIRST_NAMES = tuple(_FIRST.split())
LAST_NAMES = tuple(_LAST.split())
