"""What the pages are built with, as others can read it."""

import json

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from sbom import describe_packages
from tests.local.running import BASE_DIR


def test_every_package_of_the_lock_file_is_named_with_version_licence_and_hash() -> None:
    lock = json.loads((BASE_DIR / "package-lock.json").read_text())
    described = describe_packages(lock)
    named = {(one["name"], one["version"]) for one in described["components"]}
    paths = {path: one["version"] for path, one in lock["packages"].items() if path}
    assert named == {(path.rpartition("node_modules/")[2], version) for path, version in paths.items()}
    assert [one["name"] for one in described["components"] if not {"licenses", "hashes"} <= set(one)] == []
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(described)) is None
