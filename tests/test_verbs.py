"""In another language than its source a sentence may have words of its own, but no verb."""

import pytest

from assistant.grounds import evidence_of
from assistant.proof import prove
from tests.samples import ask, samples

ZH, EN = "哪些城市介绍了旅游？", "Which cities spoke about tourism?"


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        pytest.param(ZH, "奈良县副知事西川正介绍了寺社和旅游。", id="introduced"),
        pytest.param(ZH, "在第18届研讨会上，奈良县副知事西川正谈到了旅游。", id="spoke-of"),
        pytest.param(ZH, "奈良县副知事西川正就寺社和旅游作了发言。", id="on-a-subject"),
        pytest.param(ZH, "旅游是奈良县副知事西川正的发言主题。", id="the-subject-first"),
        pytest.param(EN, "Nara spoke about temples and tourism at the 18th seminar.", id="spoke"),
        pytest.param(EN, "In 2019, Nara introduced tourism.", id="introduced-english"),
        pytest.param(EN, "Tourism was presented by Nara at the 18th seminar.", id="passive"),
    ],
)
def test_a_verb_that_says_the_same_is_let_pass(question: str, sentence: str) -> None:
    assert prove(sentence, evidence_of(ask(question), samples())) == ((3,), [])


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        pytest.param(ZH, "奈良县副知事西川正管理寺社和旅游。", id="manages"),
        pytest.param(ZH, "奈良县副知事西川正拆除了寺社。", id="demolished"),
        pytest.param(ZH, "奈良县副知事西川正听取了寺社和旅游的介绍。", id="listened"),
        pytest.param(ZH, "奈良县副知事西川正介绍了旅游，拆除了寺社。", id="in-the-second-clause"),
        pytest.param(ZH, "奈良县副知事西川正购买了寺社。", id="bought"),
        pytest.param(ZH, "奈良县举办了第18届旅游研讨会。", id="hosted"),
        pytest.param(EN, "Nara managed tourism at the 18th seminar.", id="managed"),
        pytest.param(EN, "Nara banned tourism in 2019.", id="banned"),
        pytest.param(EN, "Nara spoke about temples and ignored tourism at the 18th seminar.", id="ignored"),
        pytest.param(EN, "Nara hosted the 18th seminar on tourism.", id="hosted-english"),
        pytest.param(EN, "Nara founded a tourism office in 2019.", id="founded"),
    ],
)
def test_a_verb_of_the_model_alone_is_no_proof(question: str, sentence: str) -> None:
    numbers, faults = prove(sentence, evidence_of(ask(question), samples()))
    assert numbers == ()
    assert faults
