"""A file that is no bundle is refused with one line; nothing that a file holds can break the program."""

import json

import pytest
from altering import at, leaves, put
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wwis_evidence.proof import NotABundleError, parse_bundle, verify
from wwis_evidence.proof.parse import MAX_BYTES, TYPES
from wwis_evidence.proof.seal import seal


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "not JSON"),
        (b"not json", "not JSON"),
        (b"\xff\xfe", "UTF-8"),
        (b"[" * 100_000, "levels"),
        (b"[" * 50 + b"]" * 50, "levels"),
        (b'{"a":' * 100_000, "levels"),
        (b'{"kind": "proof-bundle", "kind": "proof-bundle"}', "twice"),
        (b'{"kind": NaN}', "NaN"),
        (b'{"kind": -Infinity}', "Infinity"),
        (b'{"kind": 1e999}', "too large"),
        (b'{"kind": ' + b"9" * 1_000_000 + b"}", "too large"),
        (b'{"kind": 9007199254740992}', "too large"),
        (b'{"kind": "\\ud800"}', "half of a character"),
        (b'{"\\ud800": 1}', "half of a character"),
        (b"[]", "kind"),
        (b"null", "kind"),
        (b"{}", "kind"),
        (b'{"kind": "review"}', "kind"),
        (b'{"kind": ["proof-bundle"]}', "kind"),
        (b'{"kind": "proof-bundle"}', "schema"),
        (b'{"kind": "proof-bundle", "schema": 2}', "schema"),
        (b'{"kind": "proof-bundle", "schema": true}', "schema"),
        (b'{"kind": "proof-bundle", "schema": 1}', "no tool"),
        (b" " * (MAX_BYTES + 1), "larger"),
    ],
)
def test_what_is_no_bundle_is_refused_with_the_reason(raw, reason):
    with pytest.raises(NotABundleError, match=reason) as raised:
        parse_bundle(raw)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("key", TYPES)
def test_a_bundle_that_lacks_a_key_or_has_another_type_there_is_refused(key, bundle_text):
    for alter in (lambda b: b.pop(key), lambda b: b.update({key: True})):
        bundle = json.loads(bundle_text("early-talk"))
        alter(bundle)
        with pytest.raises(NotABundleError, match=key):
            parse_bundle(json.dumps(bundle).encode())


def test_more_reviews_than_any_panel_could_give_are_refused(bundle_text):
    bundle = json.loads(bundle_text("early-talk"))
    bundle["reviews"] *= 100
    with pytest.raises(NotABundleError, match="more than 200"):
        parse_bundle(json.dumps(bundle).encode())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=5) | st.just(1e300),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def places(value, path=()):
    """Every path, also those to lists and groups."""
    if path:
        yield path
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(inner, (*path, key))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_anything_in_the_place_of_anything_is_refused_or_judged_never_an_error(data, bundle_text):
    bundle = json.loads(bundle_text(data.draw(st.sampled_from(["travel-training", "health-passports"]))))
    del bundle["framework"]["text"]
    for _ in range(data.draw(st.integers(1, 2))):
        path = data.draw(st.sampled_from(list(places(bundle))))
        others = [at(bundle, other) for other in data.draw(st.lists(st.sampled_from(list(leaves(bundle)))))]
        put(bundle, path, data.draw(JSON | st.sampled_from([*others, "emerging", "met", "9999-12-31"])))
    if isinstance(bundle.get("framework"), dict):
        bundle["framework"]["text"] = json.loads(bundle_text("early-talk"))["framework"]["text"]
    if data.draw(st.booleans()):
        bundle = seal(bundle)
    try:
        verdict = verify(parse_bundle(json.dumps(bundle).encode()))
    except NotABundleError as error:
        assert str(error)  # noqa: PT017 - either way of answering is right, if it says something
    else:
        assert verdict.holds == (not verdict.differences)
