from wwis_evidence.publish.licences import licence_link, licence_name, licence_url


def test_a_known_licence_is_a_link_by_its_usual_name():
    assert licence_link("OGL-UK-3.0") == (
        '<a href="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/" rel="noopener">'
        "Open Government Licence v3.0</a>"
    )


def test_an_unknown_licence_stands_as_it_was_given_and_harmless():
    assert licence_url("Ours & theirs <b>") is None
    assert licence_name("Ours & theirs <b>") == "Ours & theirs <b>"
    assert licence_link("Ours & theirs <b>") == "Ours &amp; theirs &lt;b&gt;"
