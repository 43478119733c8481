"""The public names of the strategy in simulation: `move` and `order`."""

from negotiations.domain.simulation.arena import move, order

__all__ = ["move", "order"]
