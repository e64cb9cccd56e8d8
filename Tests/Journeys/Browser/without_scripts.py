"""A SENCo and a coordinator whose browsers run no scripts: the same days' tasks, by the same pages."""

import coordinator
import senco
from hub_browser import run


def journey(walk):
    senco.journey(walk, "Plainweather", scripts=False)
    coordinator.journey(walk, "coordinator-stroud", "GL5 1QZ", scripts=False)


if __name__ == "__main__":
    run(journey)
