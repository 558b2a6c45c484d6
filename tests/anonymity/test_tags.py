"""Tags as decision 0001 defines them, against constants made with OpenSSL and a bare HMAC."""

import hmac
from uuid import UUID

import numpy as np
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given
from hypothesis import strategies as st

from anonymity.tags import Purpose, Tagger, as_blocks, label_item, purpose_key

KEY = bytes(range(32))
ITEM = bytes.fromhex("00112233445566778899aabbccddeeff")
SUBJECT = bytes.fromhex("f0e0d0c0b0a090807060504030201000")

# purpose, purpose key, tag of SUBJECT for ITEM, item that stands for the label
VECTORS = [
    (
        "thread",
        "e2d9afb77296a2a8f9749f2f36df862557958cb4db42acaf7476ff14f1201a0a",
        "351e9f19ee8923c9c3469cf15a499311",
        "39200d1e8a8dbbb6d7bcea51e02b99f0",
    ),
    (
        "vote",
        "dcd231ebe6572055f2716352ffde0f7aeaa39e9a3f303089dbd3353e80211950",
        "b5bcb413284726d0d872003cb09c5981",
        "ab274474a6aa82c100dddca63977facb",
    ),
    (
        "poll",
        "bb67f0ac3e8e027054e343f5a71dac9a77f5ccddcdf4a436cdadc0355fd8ab21",
        "adbdd3e980cc8c07f9517bf83bdfed10",
        "707165e9984b51dcdf1ca7cc9b6fe7a5",
    ),
    (
        "report",
        "1328c35ba7623dd2efcab5510388df9738b6d8cac628bbe0153e650a3065a3ad",
        "1db111933c954ed489af590f5126e73c",
        "845e91831319e89c4d656bdb80c278ac",
    ),
    (
        "left",
        "ba64ec807940a189708993fcb619932f8f53a7c8489a60ebb57893d2b404c767",
        "1a65386cd625cde24ccb9f136d3991b0",
        "360f84035942243c6a36537ae2f86734",
    ),
    (
        "check",
        "5b65c4e86119ed29b47b7cd9745ac5aa64e441c10a0d9b2a0fa4ffaee96046cf",
        "f4839371cb6290a28720bd9b69d65963",
        "20f65c28671b40937c5bf23acc7c6f37",
    ),
    (
        "shuffle",
        "c282a2ecc0958139acf64e55ae56297fa68fc06988437c1ee24149cd556253c2",
        "8e883ede81e16b66ec8b06c4443c2c1a",
        "8f30a852b76d3f05119a5e297be5ca82",
    ),
    (
        "limit",
        "218c0b3223010df17e424dad1deb15557d7a7c1873800348919a5747843d3b9f",
        "9243164612cafff891fdcd131353d042",
        "55ea09e5715d0a8d9d94018d473bf23b",
    ),
    (
        "pin",
        "916360e993c8c7f9484e88f83282c3bf380ca101ed6ab4fe1ae932bf858aaeea",
        "037911e98ad5b05f3ad26b452ec07505",
        "64f46a7526a186d2346552453ae478ca",
    ),
    (
        "cell",
        "8b88deb5a3a7a086ac8755165a45f6cd2e1a10cab25a5071105e591e6faa2098",
        "9779d43d996b212a3179565803658d07",
        "39d02b42938b2b75d027ebeb25c9d1fd",
    ),
    (
        "blind",
        "9078978195acc6e74464e6b8194dea54a40cbc465cb5849cc9bd9b7d258e1013",
        "84d81c26dc92774f4c5df7bda46307a2",
        "e5b84c89f624a40cdfdc0c6da3c9f0b4",
    ),
    (
        "statement",
        "e075353586a726087f489b6bb13049ff8c2d8702dfb37daebce5f44926a5e980",
        "e83536e5ad80bacc2dedb180f5b333db",
        "b111c6e1d318f203063e5c16bab43c10",
    ),
    (
        "verdict",
        "39fc9abd321afa52edce7c10b6c3c08467c6fe85d0b541df517f8e7c865fbc3d",
        "0dc4c9885d902516c146290a2959c519",
        "11e221bd1b7fc99544f3f765b0c39dd2",
    ),
    (
        "slip",
        "973af92aa45d1f67a4b9827c3dc81e111f95b5ee4e123def758c285ef93f9627",
        "30eec7e1baa33e1128c2951d0e047372",
        "1c1480e67eee52c17293f3628a948749",
    ),
    (
        "slip_login",
        "112245711fc1930c77a0e1448459cbdb0f54636aa0bc7f023a01732f69a75f07",
        "bbe3fbe38157ed6efe47cb8d5a6b699e",
        "ecbf2cf36fbbbc8da9a1da37f91a768c",
    ),
    (
        "judgement",
        "192513a623d45606281d875f5b9d3b1d899c4876fb12c45ce78b66d3e58c89b7",
        "82053eed2825e29e1d2cfc3a0dc98a2f",
        "a9c9cca61f97e3d9bf484cdbc870b7ca",
    ),
    (
        "level",
        "88b5e2706ffc8d10c45719d48a8c22d518c7e64695864d3ce1425cb3969480d1",
        "450efa8d960dba46abbb4e2b4fbf7f7d",
        "0081779c287d567d9ca622f4c0cc2ede",
    ),
    (
        "standing",
        "85de1872c516f525343427a4d4b48cc18f0f70017fc7de883cca6d3f670b8be1",
        "28bb0ed1fc01cf5514f036abda448139",
        "8accd64783894c6c0f3f89c649bd92d2",
    ),
]

blocks = st.binary(min_size=16, max_size=16)
keys = st.binary(min_size=32, max_size=32)
purposes = st.sampled_from(Purpose)


def tag_one_block_at_a_time(key: bytes, purpose: str, item: bytes, subject: bytes) -> bytes:
    """The formula spelt out, with HKDF from a bare HMAC."""
    extracted = hmac.digest(bytes(32), key, "sha256")
    derived = hmac.digest(extracted, purpose.encode() + b"\x01", "sha256")
    inner = encrypt(derived, item)
    return exclusive_or(encrypt(derived, exclusive_or(inner, subject)), subject)


def encrypt(key: bytes, block: bytes) -> bytes:
    encryptor = Cipher(algorithms.AES(key), modes.ECB()).encryptor()
    return encryptor.update(block) + encryptor.finalize()


def exclusive_or(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=True))


def test_every_purpose_has_a_vector() -> None:
    assert [name for name, *_ in VECTORS] == [purpose.value for purpose in Purpose]


@pytest.mark.parametrize(("name", "derived", "tag", "item"), VECTORS)
def test_keys_tags_and_label_items_equal_the_constants(name: str, derived: str, tag: str, item: str) -> None:
    purpose = Purpose(name)
    assert purpose_key(KEY, purpose).hex() == derived
    assert Tagger(KEY, purpose).one(ITEM, SUBJECT).hex() == tag
    assert label_item(purpose).hex() == item


def test_an_item_may_be_a_uuid() -> None:
    tagger = Tagger(KEY, Purpose.VOTE)
    assert tagger.one(UUID(bytes=ITEM), SUBJECT) == tagger.one(ITEM, SUBJECT)
    several = as_blocks([SUBJECT, ITEM])
    assert np.array_equal(tagger.of_subjects(UUID(bytes=ITEM), several), tagger.of_subjects(ITEM, several))


@given(keys, purposes, blocks, blocks)
def test_a_tag_equals_the_formula_one_block_at_a_time(
    key: bytes, purpose: Purpose, item: bytes, subject: bytes
) -> None:
    assert Tagger(key, purpose).one(item, subject) == tag_one_block_at_a_time(
        key, purpose.value, item, subject
    )


@given(keys, purposes, st.lists(st.tuples(blocks, blocks), max_size=40), blocks)
def test_tags_of_many_equal_the_tags_of_each(
    key: bytes, purpose: Purpose, pairs: list[tuple[bytes, bytes]], one: bytes
) -> None:
    tagger = Tagger(key, purpose)
    items, subjects = as_blocks([item for item, _ in pairs]), as_blocks([subject for _, subject in pairs])
    assert tagger.of_pairs(items, subjects).tobytes() == b"".join(tagger.one(*pair) for pair in pairs)
    assert tagger.of_items(items, one).tobytes() == b"".join(tagger.one(item, one) for item, _ in pairs)
    assert tagger.of_subjects(one, subjects).tobytes() == b"".join(
        tagger.one(one, subject) for _, subject in pairs
    )


def test_tags_have_one_row_of_sixteen_bytes_each() -> None:
    tagger, none = Tagger(KEY, Purpose.POLL), as_blocks([])
    for tags in (tagger.of_items(none, SUBJECT), tagger.of_subjects(ITEM, none), tagger.of_pairs(none, none)):
        assert (tags.shape, tags.dtype.name) == ((0, 16), "uint8")


def test_rows_that_lie_apart_in_memory_give_the_same_tags() -> None:
    tagger = Tagger(KEY, Purpose.VOTE)
    rows = np.arange(256, dtype=np.uint8).reshape(16, 16)
    assert np.array_equal(tagger.of_subjects(ITEM, rows[::3]), tagger.of_subjects(ITEM, rows)[::3])
    assert np.array_equal(tagger.of_items(rows[::3], SUBJECT), tagger.of_items(rows, SUBJECT)[::3])


def test_making_tags_leaves_items_and_subjects_as_they_were() -> None:
    items, subjects = as_blocks([ITEM] * 3), as_blocks([SUBJECT] * 3)
    items.setflags(write=False)
    subjects.setflags(write=False)
    assert Tagger(KEY, Purpose.VOTE).of_pairs(items, subjects).shape == (3, 16)


def test_who_holds_the_key_cannot_turn_a_tag_back_into_a_subject() -> None:
    derived = purpose_key(KEY, Purpose.VOTE)
    tag = Tagger(KEY, Purpose.VOTE).one(ITEM, SUBJECT)
    decryptor = Cipher(algorithms.AES(derived), modes.ECB()).decryptor()
    assert exclusive_or(decryptor.update(tag), encrypt(derived, ITEM)) != SUBJECT


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_key_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match=r"^A workshop's key has 32 bytes\.$"):
        Tagger(bytes(length), Purpose.VOTE)


@pytest.mark.parametrize(
    ("item", "subject"), [(ITEM[:15], SUBJECT), (ITEM, SUBJECT + b"\0"), (b"", SUBJECT), (ITEM, b"")]
)
def test_an_item_or_subject_of_another_length_is_refused(item: bytes, subject: bytes) -> None:
    with pytest.raises(ValueError, match=r"^Items and subjects have 16 bytes\.$"):
        Tagger(KEY, Purpose.VOTE).one(item, subject)


@pytest.mark.parametrize(
    "rows",
    [
        np.zeros((2, 32), np.uint8),
        np.zeros(16, np.uint8),
        np.zeros((2, 16), np.int8),
        np.zeros((1, 1, 16), np.uint8),
    ],
)
def test_rows_of_another_shape_or_type_are_refused(rows: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"^Items and subjects are rows of 16 bytes\.$"):
        Tagger(KEY, Purpose.VOTE).of_subjects(ITEM, rows)


def test_as_many_items_as_subjects_are_needed_for_pairs() -> None:
    with pytest.raises(ValueError, match=r"^There must be as many items as subjects\.$"):
        Tagger(KEY, Purpose.VOTE).of_pairs(as_blocks([ITEM]), as_blocks([SUBJECT] * 2))


def test_a_tagger_does_not_show_its_key() -> None:
    tagger = Tagger(KEY, Purpose.VOTE)
    shown = repr(tagger) + str(tagger)
    assert [secret in shown for secret in (repr(KEY), KEY.hex(), purpose_key(KEY, Purpose.VOTE).hex())] == [
        False
    ] * 3
