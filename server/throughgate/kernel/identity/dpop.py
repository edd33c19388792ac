"""Proof of possession, once: what `proof` reads is remembered here, so that nobody can send it a second time."""

from datetime import datetime

from django.db import IntegrityError

from throughgate.kernel.database import lightly
from throughgate.kernel.identity.models import SeenProof
from throughgate.kernel.identity.proof import LIVES, BadProof, Clock, Proof, ProofUsed, read_proof

__all__ = ["BadProof", "Clock", "Proof", "ProofUsed", "check_proof", "sweep_proofs"]
REMEMBERED = 2 * LIVES


def check_proof(header: str, method: str, address: str, token: str | None, at: datetime) -> Proof:
    """Check a `DPoP` header for this method and address (origin and path), and remember it so that it works once.

    Raises: BadProof · Clock · ProofUsed.
    """
    proof = read_proof(header, method, address, token, at)
    try:
        # Forgotten in a power cut: whoever has heard one meanwhile must send it within minutes, over a line that we had.
        with lightly():
            SeenProof.objects.create(jti=proof.mark, at=at)
    except IntegrityError as again:
        raise ProofUsed from again
    return proof


def sweep_proofs(at: datetime) -> int:
    """Forget those that are too old to be used again anyway."""
    return SeenProof.objects.filter(at__lte=at - REMEMBERED).delete()[0]
