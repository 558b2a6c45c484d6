"""`make sbom`: what the pages are built with, as CycloneDX 1.6, out of `package-lock.json`.

For Python's packages there is cyclonedx-py. npm's own command wants the address of each package, which our
lock file does not name.
"""

import base64
import json
import sys
from pathlib import Path
from typing import Any

PREFIX = "node_modules/"


def describe_packages(lock: dict[str, Any]) -> dict[str, Any]:
    """Return the document for a lock file of version 3."""
    found = {path: one for path, one in lock["packages"].items() if path.startswith(PREFIX)}
    components = [_describe(path, one) for path, one in sorted(found.items())]
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": components}


def _describe(path: str, package: dict[str, Any]) -> dict[str, Any]:
    name, version = path.rpartition(PREFIX)[2], package["version"]
    address = f"pkg:npm/{name.replace('@', '%40', 1)}@{version}"
    component: dict[str, Any] = {"type": "library", "name": name, "version": version, "purl": address}
    component["bom-ref"] = f"{path}@{version}"
    if "license" in package:
        component["licenses"] = [{"expression": package["license"]}]
    if package.get("integrity", "").startswith("sha512-"):
        content = base64.b64decode(package["integrity"].removeprefix("sha512-")).hex()
        component["hashes"] = [{"alg": "SHA-512", "content": content}]
    return component


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    target.write_text(json.dumps(describe_packages(json.loads(source.read_text())), indent=2) + "\n")
