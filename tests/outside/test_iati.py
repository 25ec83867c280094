"""The schema of the IATI standard accepts what is published of the sample.

``IATI_SCHEMAS`` names the folder with ``iati-activities-schema.xsd`` of version 2.03 and its companions,
which are not part of this program.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from lxml import etree

from msp_desktop.app import iati
from msp_desktop.app.sample import load_sample
from msp_desktop.app.workspace import Workspace

pytestmark = pytest.mark.outside

SCHEMA = "iati-activities-schema.xsd"


def test_the_schema_accepts_the_sample(workspace: Workspace, tmp_path: Path) -> None:
    space = load_sample(workspace)
    file = tmp_path / "sample.xml"
    found = iati.export(workspace.records(space), file)
    assert found.results
    schema = etree.XMLSchema(etree.parse(str(Path(os.environ["IATI_SCHEMAS"]) / SCHEMA)))
    schema.assertValid(etree.parse(str(file)))
