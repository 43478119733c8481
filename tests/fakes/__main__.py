"""Every fake vendor as one process, for trying live modes by hand: `make fakes`."""

import argparse
import signal
import threading

from tests.fakes.standing import FIRST_PORT, StandingVendors
from tests.fakes.switchboard import Switchboard

NOTICE = """\
{variables}
The vendors are up. Start a house that is live against them, in another terminal:

    set -a; . {path}; set +a; make run PORT={port}

Then tell them what to do:

{help}
Ctrl-C ends them. What they kept lies in {folder}.
"""


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(prog="python -m tests.fakes", description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="where the house listens")
    parser.add_argument("--first-port", type=int, default=FIRST_PORT)
    given = parser.parse_args()
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    house_url = f"http://127.0.0.1:{given.port}"
    with StandingVendors(house_url, first_port=given.first_port) as vendors:
        control_port = given.first_port - 1 if given.first_port else 0
        with Switchboard(vendors).at(control_port) as switchboard:
            path = vendors.write_environment()
            notice = NOTICE.format(
                variables=path.read_text(),
                path=path,
                port=given.port,
                help=switchboard.help(),
                folder=vendors.folder,
            )
            print(notice, flush=True)
            stopping.wait()


if __name__ == "__main__":
    main()
