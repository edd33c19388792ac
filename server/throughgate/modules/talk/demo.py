"""What the invented estate shows of asking to talk: some answered, some waiting, a few for too long."""

from datetime import datetime, timedelta

from throughgate.kernel.people.models import Care, CareRole
from throughgate.kernel.registry.demo import Happened, Showing, by_person, by_worker
from throughgate.kernel.tasks.models import Task
from throughgate.kernel.tasks.work import URGENT_WITHIN
from throughgate.modules.talk.commands import TIME_TO_ANSWER
from throughgate.modules.talk.models import About, TalkAnswer, TalkRequest
from throughgate.modules.talk.rules.urgency import SIGNS

SHARE_WHO_ASKED = 0.08
ABOUT = {About.WORKER: 30, About.HEALTH: 20, About.FAMILY: 18, About.FEELINGS: 14, About.APP: 8, About.OTHER: 10}
ASKED = {
    About.WORKER: ["Can we move our appointment? I have a trial shift.", "I got a letter I do not understand.", ""],
    About.HEALTH: ["My prescription has run out.", "I would like to see someone about my back."],
    About.FAMILY: ["My mum is in hospital. I would like to ring her.", "I want to talk about seeing my son."],
    About.FEELINGS: ["I am not sleeping and it is getting on top of me.", ""],
    About.APP: ["How do I change the size of the letters?"],
    About.OTHER: ["Who do I ask about my property?", ""],
}
REPLIES = [
    "I will come and see you today.",
    "Booked for tomorrow at ten.",
    "Thank you for asking. I will ring you this afternoon.",
    "That is sorted now.",
]


def show(showing: Showing) -> list[Happened]:
    """Requests of the last weeks, each at its supervising officer."""
    happened: list[Happened] = []
    requests, answers, tasks = [], [], []
    for care in Care.objects.filter(role=CareRole.SUPERVISING, to_at=None).order_by("person"):
        if showing.chance.happens(SHARE_WHO_ASKED):
            asked = _ask(showing, care)
            answer = _answer(showing, care, asked)
            requests.append(asked)
            answers += [answer] if answer else []
            tasks.append(_task(showing, asked, answer))
            happened += _told(showing, asked, answer)
    TalkRequest.objects.bulk_create(requests)
    TalkAnswer.objects.bulk_create(answers)
    Task.objects.bulk_create(tasks)
    return happened


def _ask(showing: Showing, care: Care) -> TalkRequest:
    chance = showing.chance
    about = chance.weighted(ABOUT)
    at = chance.between(max(care.from_at, showing.now - timedelta(days=24)), showing.now - timedelta(minutes=20))
    asked = TalkRequest(id=chance.id_at(at), person_id=care.person_id, about=about, words=chance.choice(ASKED[about]), screen="home")
    asked.asked_at, asked.arrived_at = at, at + timedelta(seconds=5)
    return asked


def _answer(showing: Showing, care: Care, asked: TalkRequest) -> TalkAnswer | None:
    at: datetime = asked.arrived_at + timedelta(hours=showing.chance.triangular(0.5, 60, 7))
    if at > showing.now or showing.chance.happens(0.04):
        return None
    return TalkAnswer(request=asked, person_id=asked.person_id, by_id=care.worker_id, at=at, reply=showing.chance.choice(REPLIES))


def _task(showing: Showing, asked: TalkRequest, answer: TalkAnswer | None) -> Task:
    task = Task(id=showing.chance.id_at(asked.arrived_at), kind="talk.answer", about=asked.pk, person_id=asked.person_id)
    task.signs = asked.about if asked.about in SIGNS else ""
    task.opened_at, task.due_at = asked.arrived_at, asked.arrived_at + (URGENT_WITHIN if task.signs else TIME_TO_ANSWER)
    if answer:
        task.done_at, task.done_by_id = answer.at, answer.by_id
    return task


def _told(showing: Showing, asked: TalkRequest, answer: TalkAnswer | None) -> list[Happened]:
    changed = {"because": ["themself"], "changed": [["talk.TalkRequest", str(asked.pk)]]}
    told = [Happened(by_person(asked.person_id, asked.asked_at, asked.arrived_at, asked.pk, None), "talk.ask@1", asked.person_id, changed)]
    if answer:
        act = by_worker(answer.by_id, answer.at, showing.chance.id_at(answer.at))
        detail = {"because": ["in their care"], "changed": [["talk.TalkAnswer", str(asked.pk)]]}
        told.append(Happened(act, "talk.answer@1", asked.person_id, detail))
    return told
