"""What a text denies, plans, demands or supposes is never told as a fact."""

from __future__ import annotations

import pytest

from ..conftest import Read, find

CASES = [
    # sentence, statement, polarity, modality
    ("لم تقصف تركيا مدينة عفرين.", "تركيا | bomb | عفرين", "negated", "actual"),
    ("لن تنسحب روسيا من سوريا.", "روسيا | withdraw_from | سوريا", "negated", "planned"),
    ("لا تدعم فرنسا الحكومة الجديدة.", "فرنسا | support | الحكومة الجديدة", "negated", "actual"),
    ("قد تنسحب روسيا من سوريا.", "روسيا | withdraw_from | سوريا", "affirmed", "possible"),
    ("ستزور المستشارة الألمانية بيروت.", "المستشارة الألمانية | visit | بيروت", "affirmed", "planned"),
    ("دعت الأمم المتحدة روسيا إلى الانسحاب من سوريا.", "روسيا | withdraw_from | سوريا", "affirmed", "demanded"),
    ("ما زالت تركيا تدعم المعارضة السورية.", "تركيا | support | المعارضة السورية", "affirmed", "actual"),
    ("لا خطة لدى روسيا لإنقاذ الأسد.", "روسيا | خطة لإنقاذ | الأسد", "negated", "actual"),
]


@pytest.mark.parametrize(("text", "statement", "polarity", "modality"), CASES)
def test_particles_and_verbs_over_an_event_set_its_qualifiers(
    read: Read, text: str, statement: str, polarity: str, modality: str
) -> None:
    found = find(read(text), statement)
    assert (found.polarity, found.modality) == (polarity, modality)
