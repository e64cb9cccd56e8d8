#!/usr/bin/env python3
"""Matches rounds with Google OR-Tools' minimum-cost flow: the yardstick for the tests and the bench.

Reads a round a line: {"places": [2, …], "children": [[[provision, score], …], …]}, children in the order of their turns.
Writes an object a line: {"placed": [child, …], "score": …, "seconds": …}. As many children as can be have a place; with
--turns, of those sets the one whose turns are first; then the greatest total score. The seconds are the solver's alone.
"""
import json
import sys
import time

import numpy
from ortools.graph.python import min_cost_flow


def match(places, children, by_turns):
    children_count, provision_count = len(children), len(places)
    most = max((score for options in children for _, score in options), default=0)
    # What a child without a place costs: more than all scores together.
    unit = children_count * most + 1
    sink = children_count + provision_count
    arcs = []
    for child, options in enumerate(children):
        arcs += [(child, children_count + provision, 1, most - score) for provision, score in options]
        arcs.append((child, sink, 1, unit * (children_count - child if by_turns else 1)))
    for provision, count in enumerate(places):
        arcs.append((children_count + provision, sink, count, 0))
    tails, heads, capacities, costs = (numpy.array(column) for column in zip(*arcs))
    solver = min_cost_flow.SimpleMinCostFlow()
    numbers = solver.add_arcs_with_capacity_and_unit_cost(tails, heads, capacities, costs)
    solver.set_nodes_supplies(numpy.arange(children_count), numpy.ones(children_count, dtype=int))
    solver.set_node_supply(sink, -children_count)
    begun = time.perf_counter()
    status = solver.solve()
    seconds = time.perf_counter() - begun
    if status != solver.OPTIMAL:
        raise SystemExit(f"the solver says {status}")
    flows = solver.flows(numbers)
    used = (flows > 0) & (tails < children_count) & (heads != sink)
    return {"placed": sorted(tails[used].tolist()), "score": int((most - costs[used]).sum()), "seconds": seconds}


for line in sys.stdin:
    instance = json.loads(line)
    print(json.dumps(match(instance["places"], instance["children"], "--turns" in sys.argv)), flush=True)
