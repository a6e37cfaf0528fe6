"""The npm tools of the audit, and where they lie."""

from pathlib import Path

from tests import npm
from tests.npm import ToolError, program

__all__ = ["AXE", "HERE", "LIGHTHOUSE", "VNU", "ToolError", "install", "installed", "program"]

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
AXE = MODULES / "axe-core"
LIGHTHOUSE = MODULES / "lighthouse" / "cli" / "index.js"
VNU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"


def installed():
    return npm.installed(HERE)


def install():
    npm.install(HERE)
