from tests import make
from throughgate.kernel.policy.relations import people_in_care_of


def test_a_worker_knows_their_own_people_only():
    officer, person = make.pair()
    stranger, _someone = make.pair()
    assert list(people_in_care_of(make.as_worker(officer))) == [person]
    assert person not in people_in_care_of(make.as_worker(stranger))
