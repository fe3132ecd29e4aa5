"""What children and young people say, in their own words, by age and by where they live.

Invented for the sample council; no name, no place, nothing by which a child could be known.
"""

from sample_council.qa.voices import Line

_VOICE, _WORKER, _VISITS = "VOICE_OF_CHILD", "CHANGES_OF_WORKER", "VISITING"
_HOME, _SCHOOL, _SELF = "PLACEMENT_STABILITY", "EDUCATION", "IDENTITY_AND_CULTURE"
_LEAVING, _HEALTH, _STORY = "LEAVING_CARE_SUPPORT", "HEALTH_OF_LOOKED_AFTER", "LIFE_STORY_WORK"

# Children at home, up to eleven.
AT_HOME = (
    Line(_VOICE, True, "She asked me what makes me happy and I said my dog."),
    Line(_VOICE, True, "I told her about the shouting and now there is not so much of it."),
    Line(_VOICE, True, "He drew a house with me and I put in who is kind and who is not."),
    Line(_VOICE, True, "I did a wishes jar. Mum read them all."),
    Line(_VISITS, True, "She comes when she says. She brought the felt pens again."),
    Line(_VISITS, True, "He talks to me in the garden so my brother can't listen."),
    Line("NEGLECT", True, "We have food in the cupboard now and I have my own bed."),
    Line("NEGLECT", True, "Mum gets up with us now. We are not late any more."),
    Line("DOMESTIC_ABUSE", True, "It's quiet at night now."),
    Line("DOMESTIC_ABUSE", True, "I know who to ring if it starts again."),
    Line(_SCHOOL, True, "I go to breakfast club and I like it."),
    Line("STEP_DOWN", True, "We don't need her any more and that's good, but she was nice."),
    Line(_VOICE, False, "They asked Mum everything and me nothing."),
    Line(_VOICE, False, "I had to talk at school and everybody saw me go out."),
    Line(_VOICE, False, "I don't know what a plan is."),
    Line(_VOICE, False, "I said I was scared and she wrote it down and then nothing happened."),
    Line(_WORKER, False, "I've had three now. I forgot the name of this one."),
    Line(_WORKER, False, "She said bye to Mum but not to me."),
    Line(_VISITS, False, "She only stays a little bit and looks at her phone."),
    Line(_VISITS, False, "He said Tuesday and I waited at the window."),
    Line("NEGLECT", False, "I make the tea for the little ones. There isn't always some."),
    Line("NEGLECT", False, "It's cold in my room and my coat smells so they laugh."),
    Line("NEGLECT", False, "I look after my sister when Mum can't wake up."),
    Line("NEGLECT", False, "Nobody washes my uniform. I do it in the sink."),
    Line("DOMESTIC_ABUSE", False, "I put my music on so I don't hear them."),
    Line("FATHERS", False, "Nobody asked my dad. He wants to help."),
)
# Young people at home.
YOUNG_AT_HOME = (
    Line(_VOICE, True, "She doesn't talk down to me. If it's bad news she says so."),
    Line(_VOICE, True, "First time anyone asked what I'd change. And then some of it did change."),
    Line(_VOICE, True, "I read my bit out at the meeting and they listened till the end."),
    Line(_VISITS, True, "We go for a drive and talk. Easier than sitting in the front room."),
    Line("STEP_DOWN", True, "Things are calmer. I think we can manage now."),
    Line("CHILD_SEXUAL_EXPLOITATION", True, "She never made me feel it was my fault."),
    Line(_SCHOOL, True, "They got me back into school part time and I'm doing alright."),
    Line(_VOICE, False, "The meeting was about me but I might as well have been a chair."),
    Line(_VOICE, False, "My views were in the report but not how I said them."),
    Line(_VOICE, False, "You tell one person and then ten people know."),
    Line(_WORKER, False, "I've stopped telling my story because next month it'll be someone new."),
    Line(_VISITS, False, "She's alright but she is always rushing off somewhere."),
    Line("NEGLECT", False, "I bring my brothers up, basically. Write that down."),
    Line("NEGLECT", False, "It took them years to notice what it's like here."),
    Line("NEGLECT", False, "There's electric when there's money. Mostly there isn't."),
    Line("DOMESTIC_ABUSE", False, "They think it's over as he moved out. He's here every day."),
    Line("DRIFT_AND_DELAY", False, "Every meeting they say the same and set another meeting."),
    Line("MULTI_AGENCY_WORKING", False, "School says ask social care. They say ask school."),
    Line(_SELF, False, "Nobody asked about my faith. They just order me the vegetarian one."),
)
# Children looked after, up to eleven.
IN_CARE = (
    Line(_HOME, True, "I've got my own hook for my coat and my name is on it."),
    Line(_HOME, True, "I want to stay here for ever and they said I can."),
    Line(_HOME, True, "They came to my assembly and clapped too loud."),
    Line(_VOICE, True, "My reviewing lady comes before the meeting and asks what I want to say."),
    Line(_VOICE, True, "I chose the biscuits for my review and where everybody sits."),
    Line(_VISITS, True, "She takes me to the park and I can tell her anything."),
    Line(_STORY, True, "We made a book of me. It's got my baby photo in it."),
    Line(_SCHOOL, True, "I got a certificate for reading and my carer put it on the fridge."),
    Line(_SELF, True, "We learned how to do my hair right and I love it."),
    Line("PERMANENCE", True, "I'm going to be adopted with my sister. Not split up."),
    Line(_HOME, False, "I moved again and I left my scooter there."),
    Line(_HOME, False, "I don't know how long I am staying so I don't unpack."),
    Line(_VOICE, False, "I asked to see my brother and nobody told me yes or no."),
    Line(_VOICE, False, "The review is boring. They say long words and look at me."),
    Line(_WORKER, False, "My old social worker knew I hate peas. This one doesn't know anything."),
    Line(_WORKER, False, "I get a new one every time I like one."),
    Line(_STORY, False, "I don't know why I can't live at home. Nobody says it so I get it."),
    Line(_HEALTH, False, "I went to the doctor lady and she asked the same as last year."),
    Line(_SELF, False, "I'd like to go to mosque with somebody."),
    Line("PERMANENCE", False, "The judge is taking ages. I've had two birthdays."),
)
# Young people looked after.
YOUNG_IN_CARE = (
    Line(_HOME, True, "They treat me like their own. I get told off like their own as well."),
    Line(_HOME, True, "Four years in one place. I've never had that."),
    Line(_VOICE, True, "I chaired my own review. Bit nervous, but they did what I asked."),
    Line(_VOICE, True, "My advocate got me heard about contact."),
    Line(_VISITS, True, "He answers texts, even if it's just 'will ring later'. And he does."),
    Line(_SCHOOL, True, "Got my predicted grades and a laptop. Sorted."),
    Line(_HEALTH, True, "The counselling came quicker than they said and it helps."),
    Line(_SELF, True, "They found me a barber and a church. Sounds small. It isn't."),
    Line(_HOME, False, "Three placements since Christmas. My stuff's in two cities."),
    Line(_HOME, False, "They put me an hour away from my mates and then ask why I go missing."),
    Line(_VOICE, False, "It's decided before the meeting. Then they ask what I think."),
    Line(_VOICE, False, "I don't want a review in school time where everyone knows what it is."),
    Line(_WORKER, False, "Seven social workers. I counted."),
    Line(_WORKER, False, "I found out she'd left from the duty desk."),
    Line(_SCHOOL, False, "My PEP is about targets. I want to know about college."),
    Line(_HEALTH, False, "On the waiting list since last year. Quiet doesn't mean I'm fine."),
    Line("DRIFT_AND_DELAY", False, "I asked about staying overnight at my nan's in March."),
    Line(_STORY, False, "I've read bits of my file. It's like they wrote about someone else."),
    Line(_SELF, False, "No one here speaks my language and the phone credit runs out."),
)
# Care leavers.
LEAVERS = (
    Line(_LEAVING, True, "My PA came with me to the college interview and waited outside."),
    Line(_LEAVING, True, "I'm staying put till I finish my course. Massive relief."),
    Line(_LEAVING, True, "She helped me sort the tenancy, the bins, the lot."),
    Line(_LEAVING, True, "I wrote my own pathway plan. She just typed it."),
    Line(_LEAVING, True, "He still rings on my birthday and I'm twenty now."),
    Line(_HEALTH, True, "They gave me my health history and it finally made sense."),
    Line(_LEAVING, False, "Eighteen and here's your keys. Nobody showed me the meter."),
    Line(_LEAVING, False, "The grant took weeks. I slept on a mattress on the floor."),
    Line(_LEAVING, False, "I don't see the point of the plan, nobody opens it."),
    Line(_LEAVING, False, "I get lonely at weekends. There's no number for lonely."),
    Line(_LEAVING, False, "I want work, not another course about getting work."),
    Line(_WORKER, False, "New PA again. At this point I should train them."),
    Line(_HEALTH, False, "You turn eighteen and the counselling just stops."),
)
# What the Children in Care Council tells the council as one.
COUNCIL = (
    Line(_VOICE, False, "We want to know what happened after we said things. You said, we did."),
    Line(_VOICE, True, "Reviews are better since we choose where they are."),
    Line(_VOICE, True, "The new consultation form is shorter and it has emojis. Keep it."),
    Line(_VOICE, False, "Ask us before the meeting, not in the meeting."),
    Line(_WORKER, False, "Too many of us have had more than three social workers."),
    Line(_WORKER, True, "Goodbye cards when workers leave is a good idea. It was ours."),
    Line(_HOME, False, "Tell us where we're going. Show us photos. Let us ring them first."),
    Line(_HOME, False, "No bin bags. Ever."),
    Line(_HOME, True, "The welcome packs for new placements look good."),
    Line(_SCHOOL, False, "Stop taking us out of lessons for meetings."),
    Line(_SCHOOL, True, "The homework club at the library works. More evenings please."),
    Line(_LEAVING, False, "We need to know about money before we're eighteen, not after."),
    Line(_LEAVING, True, "The care leavers' offer is in plain words now. We checked it."),
    Line(_HEALTH, False, "Waiting a year for someone to talk to is too long."),
    Line(_STORY, False, "Some of us have no photos from before. Can somebody look for them?"),
    Line(_SELF, False, "Carers should ask how we do our hair, food and prayers, not guess."),
    Line(_VISITS, False, "If you can't come, text us yourself."),
    Line("INFORMATION_SHARING", False, "Not every teacher needs to know we're in care."),
)
