"""Tables of leisure: games by correspondence, their moves, and how they ended."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from throughgate.kernel.people.models import Contact, Person
from throughgate.kernel.policy.scope import GuardedManager


class Side(models.TextChoices):
    """The two of a game."""

    PERSON = "person", _("the person")
    CONTACT = "contact", _("the contact")

    @property
    def other(self) -> "Side":
        return Side.CONTACT if self is Side.PERSON else Side.PERSON


class Ending(models.TextChoices):
    """How a game ended. What is no side's win is a draw, or no result."""

    CHECKMATE = "checkmate", _("checkmate")
    RESIGNED = "resigned", _("one side gave up")
    STALEMATE = "stalemate", _("a draw: no move is left")
    DRAWN = "drawn", _("a draw by the rules")
    AGREED = "agreed", _("a draw that both wanted")
    CALLED_OFF = "called_off", _("called off before both had moved")


WIN = models.Q(how__in=("checkmate", "resigned"))


class Game(models.Model):
    """A game of chess between a person and a contact, asked for by one of them. Its id is the act's; `n` counts those of the pair."""

    id = models.UUIDField(primary_key=True, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="+")
    n = models.PositiveSmallIntegerField()
    white = models.CharField(max_length=8, choices=Side)
    asked_by = models.CharField(max_length=8, choices=Side)
    asked_at = models.DateTimeField()
    arrived_at = models.DateTimeField()

    objects = GuardedManager["Game"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "contact", "n"], name="leisure_games_of_a_pair_are_counted")]
        indexes = [models.Index(fields=["contact"], name="leisure_games_of_contact")]


class Move(models.Model):
    """One ply of a game, from square to square: "e2e4", "e7e8q". Its id is the act's."""

    id = models.UUIDField(primary_key=True, editable=False)
    game = models.ForeignKey(Game, models.CASCADE, related_name="moves")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    ply = models.PositiveSmallIntegerField()
    uci = models.CharField(max_length=5)
    made_at = models.DateTimeField()
    arrived_at = models.DateTimeField()

    objects = GuardedManager["Move"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["game", "ply"], name="leisure_a_ply_is_played_once"),
            models.CheckConstraint(condition=models.Q(ply__gte=1), name="leisure_plies_count_from_one"),
        ]


class DrawOffer(models.Model):
    """That a side would be content with a draw, after that many plies; the next move lets it lapse."""

    id = models.UUIDField(primary_key=True, editable=False)
    game = models.ForeignKey(Game, models.CASCADE, related_name="draw_offers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    ply = models.PositiveSmallIntegerField()
    by = models.CharField(max_length=8, choices=Side)
    at = models.DateTimeField()

    objects = GuardedManager["DrawOffer"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["game", "ply", "by"], name="leisure_a_draw_is_offered_once_a_ply")]


class GameEnd(models.Model):
    """That a game is over, how, and who won it, if anybody."""

    game = models.OneToOneField(Game, models.CASCADE, primary_key=True, related_name="end")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    how = models.CharField(max_length=12, choices=Ending)
    won = models.CharField(max_length=8, choices=Side, blank=True)
    at = models.DateTimeField()

    objects = GuardedManager["GameEnd"]()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(WIN & ~models.Q(won="")) | (~WIN & models.Q(won="")), name="leisure_a_win_has_a_winner_and_nothing_else"
            )
        ]
