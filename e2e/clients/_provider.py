"""The provider of these tests, known to the platform for as long as somebody calls it."""

import os
import subprocess
from contextlib import contextmanager
from pathlib import Path

from _deployed import api

SERVER = str(Path(__file__).with_name("_provider-server.mjs"))


@contextmanager
def provider():
    """The name of one of its models."""
    with subprocess.Popen([os.environ["YARD_TEST_NODE"], SERVER], stdout=subprocess.PIPE) as server:
        try:
            assert server.stdout.readline(), "the provider did not start"
            base = f"{os.environ['YARD_TEST_ELSEWHERE']}/v1"
            known = {"kind": "openai-compatible", "name": "elsewhere", "baseUrl": base, "credential": "sk-elsewhere"}
            one = api("POST", "/admin/providers", known)["id"]
            for name in ("two-calls", "thinks", "breaks-off"):
                model = {"publicId": f"elsewhere/{name}", "upstreamName": name, "inputPrice": "1", "outputPrice": "2"}
                api("POST", f"/admin/providers/{one}/models", model)
            yield lambda name: f"elsewhere/{name}"
            api("DELETE", f"/admin/providers/{one}")
        finally:
            server.kill()
