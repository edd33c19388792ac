"""What people sent, and what their workers made of it."""

from datetime import datetime, timedelta

from throughgate.basics.clock import london_day
from throughgate.kernel.registry.demo import Happened, by_person, by_worker
from throughgate.kernel.tasks.work import URGENT_WITHIN
from throughgate.modules.supervision.commands.submissions import TIME_TO_REVIEW
from throughgate.modules.supervision.demo import words
from throughgate.modules.supervision.demo.plans import SEA_LAT, SEA_LON, Agreed
from throughgate.modules.supervision.demo.rows import Rows, because_of
from throughgate.modules.supervision.models import Answer, Checkin, Concern, ConcernEnd, Review, Submission
from throughgate.modules.supervision.rules.choices import Feeling, NoPhoto, NoPlace, Outcome
from throughgate.modules.supervision.rules.urgency import signs_of

OUTCOMES = {Outcome.MATCH: 952, Outcome.CONCERN: 40, Outcome.NO_MATCH: 8}
NO_PHOTO = {NoPhoto.NO_CAMERA: 4, NoPhoto.REFUSED: 3, NoPhoto.DARK: 2, NoPhoto.OTHER: 1}
NO_PLACE = {NoPlace.NO_SIGNAL: 5, NoPlace.REFUSED: 3, NoPlace.NO_SENSOR: 1, NoPlace.TIMED_OUT: 2}
DAY = timedelta(days=1)
OVERDUE_SHARE = 0.04


def send(rows: Rows, agreed: Agreed, checkin: Checkin, taken: datetime, arrived: datetime) -> None:
    """A submission with its answers, the task it opened, and mostly its review."""
    chance, who = rows.showing.chance, agreed.who
    # A self-started check-in and what was sent are one act, and so have one id.
    act_id = checkin.pk if checkin.plan_id is None else chance.id_at(taken)
    off_ms = int(chance.gauss(0, 2_500))
    sent = Submission(id=act_id, checkin=checkin, person_id=who.person, device_id=who.device_at(taken), clock_off_ms=off_ms)
    sent.made_at, sent.taken_at, sent.arrived_at = taken - timedelta(milliseconds=off_ms), taken, arrived
    _fill(rows, agreed, sent)
    rows.add(sent)
    for question in agreed.questions if checkin.plan_id else ():
        rows.add(Answer(submission=sent, person_id=sent.person_id, question=question, words=chance.choice(words.ANSWERS[question.text])))
    act = by_person(who.person, taken, arrived, act_id, who.device_at(taken))
    rows.tell(act, "supervision.submit_checkin@1", who.person, "own check-in", [sent, checkin])
    _answer(rows, agreed, sent)


def _fill(rows: Rows, agreed: Agreed, sent: Submission) -> None:
    chance, showing = rows.showing.chance, rows.showing
    sent.feeling = chance.weighted(words.FEELINGS)
    sent.help = sorted({chance.weighted(words.HELP) for _n in range(chance.randint(1, 2))}) if chance.happens(0.2) else ["NO_HELP"]
    sent.help_words = chance.choice(words.HELP_WORDS) if sent.help != ["NO_HELP"] else ""
    sent.callback = chance.happens(0.04)
    if chance.happens(0.015):
        sent.details = {"phone": f"07700 900{chance.randrange(1_000):03}"}
    sent.signature = showing.signature(agreed.who.person)
    if chance.happens(0.94):
        sent.photo, sent.photo_source = showing.selfie(agreed.who.person), chance.weighted({"camera": 95, "file": 5})
    else:
        sent.no_photo = chance.weighted(NO_PHOTO)
    _place(rows, agreed, sent)


def _place(rows: Rows, agreed: Agreed, sent: Submission) -> None:
    """Mostly where it was agreed; one in fifty some kilometres off, which is what a worker looks for."""
    chance, plan = rows.showing.chance, agreed.plan
    if chance.happens(0.22):
        sent.no_place = chance.weighted(NO_PLACE)
        return
    spread = 0.06 if chance.happens(0.02) else 0.0009
    sent.lat = round((plan.lat or SEA_LAT) + chance.gauss(0, spread), 5)
    sent.lon = round((plan.lon or SEA_LON) + chance.gauss(0, spread), 5)
    sent.accuracy_m = float(chance.choice([8, 12, 20, 35, 65, 140, 900]))
    sent.place_at = sent.taken_at


def _answer(rows: Rows, agreed: Agreed, sent: Submission) -> None:
    """Looked at within two days or so; what came lately may still wait, some of it too long."""
    chance, now, who = rows.showing.chance, rows.showing.now, agreed.who
    signs = " ".join(signs_of(Feeling(sent.feeling), sent.help, sent.callback))
    days = URGENT_WITHIN / DAY if signs else TIME_TO_REVIEW / DAY
    at = sent.arrived_at + timedelta(hours=chance.triangular(0.5, 90, 30) if not signs else chance.triangular(0.2, 12, 3))
    by = who.senior if chance.happens(0.05) else who.officer
    if at > now or rows.left_waiting(who.officer, sent.arrived_at, OVERDUE_SHARE):
        rows.task("supervision.review", sent.pk, who.person, sent.arrived_at, days, None, signs)
        return
    rows.task("supervision.review", sent.pk, who.person, sent.arrived_at, days, (at, by), signs)
    review = Review(submission=sent, person_id=sent.person_id, by_id=by, at=at, outcome=chance.weighted(OUTCOMES))
    _say(rows, agreed, review)
    rows.add(review)
    looked = by_worker(by, at - timedelta(minutes=3), chance.id_at(at - timedelta(minutes=3)))
    if rows.showing.is_on_the_trail(looked.arrived):
        rows.happened.append(Happened(looked, "look:supervision:review", who.person))
    rows.tell(by_worker(by, at, chance.id_at(at)), "supervision.review_checkin@1", who.person, because_of(agreed), [review, sent.checkin])


def _say(rows: Rows, agreed: Agreed, review: Review) -> None:
    chance = rows.showing.chance
    review.reply = chance.choice(words.REPLIES).format(name=agreed.who.known_as)
    if review.outcome == Outcome.CONCERN:
        review.note = chance.choice(words.CONCERNS)
        _follow(rows, agreed, review)
    elif review.outcome == Outcome.NO_MATCH:
        review.note, review.reply = chance.choice(words.NO_MATCH), "Please ring me when you can."


def _follow(rows: Rows, agreed: Agreed, review: Review) -> None:
    """What was to follow a concern within three days, and mostly did."""
    chance, now, who, about = rows.showing.chance, rows.showing.now, agreed.who, review.submission_id
    concern = Concern(submission=review.submission, person_id=who.person, by_id=review.by_id, to_id=who.officer, at=review.at)
    concern.what, concern.due_on = chance.choice(words.FOLLOWS), london_day(review.at + 3 * DAY)
    done_at = review.at + timedelta(hours=chance.triangular(2, 90, 30))
    open_still = done_at > now
    rows.task("supervision.concern", about, who.person, review.at, 3, None if open_still else (done_at, who.officer))
    rows.add(concern)
    if not open_still:
        rows.add(
            ConcernEnd(concern=concern, person_id=who.person, by_id=who.officer, at=done_at, came_of_it=chance.choice(words.CAME_OF_IT))
        )
