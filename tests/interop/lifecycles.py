"""Runs the lifecycles of src/lifecycles/ against moto's server."""

import logging
import os
import subprocess
import sys
from pathlib import Path

from moto.server import ThreadedMotoServer


def main() -> int:
    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # it logs every request
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        return subprocess.run(
            [*os.environ.get("CARGO", "cargo").split(), "test", "--quiet", "--package", "opsmith-tests", "--test", "interop"],
            env=os.environ | {"INTEROP_MOTO": f"http://{host}:{port}"},
            cwd=Path(__file__).parent.parent.parent,
        ).returncode
    finally:
        server.stop()


if __name__ == "__main__":
    sys.exit(main())
