"""Checks that alerts, their tests and the runbook agree; exits 1 and says what is wrong.

- every alert has severity, summary, description, and a link to its section of ops/runbook.md; every section of an alert's
  name has its alert;
- every alert has a case in which it must fire, and one in which it must not;
- every metric an alert asks for is one that a service shows.
"""

import pathlib
import re
import sys

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
RULES = ROOT / "ops/prometheus/alerts.yml"
TESTS = ROOT / "ops/prometheus/alerts.test.yml"
RUNBOOK = ROOT / "ops/runbook.md"
SEVERITIES = {"page": "**Page.**", "ticket": "**Ticket.**"}
SECTION = re.compile(r"^## (Hub\w+)\n(\*\*\w+\.\*\*)", re.MULTILINE)
METRIC = re.compile(r"\b(?:hub|http|process)_[a-z_0-9]+")


def runbook_problems(alerts):
    sections = dict(SECTION.findall(RUNBOOK.read_text()))
    for name in sorted(set(sections) - {alert["alert"] for alert in alerts}):
        yield f"ops/runbook.md has a section {name}, and there is no such alert"
    for alert in alerts:
        name = alert["alert"]
        severity = alert.get("labels", {}).get("severity")
        notes = alert.get("annotations", {})
        if severity not in SEVERITIES:
            yield f"{name}: its severity is none of {', '.join(SEVERITIES)}"
        elif sections.get(name) != SEVERITIES[severity]:
            yield f"{name}: ops/runbook.md has no section “## {name}” that begins with {SEVERITIES[severity]}"
        if notes.get("runbook_url") != f"ops/runbook.md#{name.lower()}":
            yield f"{name}: its runbook_url does not lead to its section"
        for note in ("summary", "description"):
            if not notes.get(note):
                yield f"{name}: it has no {note}"


def test_problems(alerts):
    fires, rests = set(), set()
    for group in yaml.safe_load(TESTS.read_text())["tests"]:
        for case in group.get("alert_rule_test", []):
            (fires if case["exp_alerts"] else rests).add(case["alertname"])
        for case in group.get("promql_expr_test", []):
            named = set(re.findall(r'alertname="(\w+)"', case["expr"]))
            # A question for all alerts at once that expects none holds for each, but shows of none that it can rest
            # beside what makes it fire: that takes a case of its own.
            (fires if case["exp_samples"] else rests).update(named)
    for name in sorted({alert["alert"] for alert in alerts}):
        if name not in fires:
            yield f"{name}: alerts.test.yml has no case in which it fires"
        if name not in rests:
            yield f"{name}: alerts.test.yml has no case in which it does not fire"


def metric_problems(rules):
    code = [*ROOT.glob("Sources/**/*.swift"), *ROOT.glob("Services/**/*.swift")]
    shown = set(re.findall(r'MetricMeaning\(\s*"([a-z_0-9]+)"', "".join(path.read_text() for path in code)))
    recorded = {rule["record"] for rule in rules if "record" in rule}
    for rule in rules:
        expression = rule["expr"]
        for name in recorded:
            expression = expression.replace(name, "")
        for metric in METRIC.findall(expression):
            if metric not in shown and re.sub(r"_(bucket|sum|count)$", "", metric) not in shown:
                yield f"{rule.get('alert', rule.get('record'))}: no service shows {metric}"


def main():
    rules = [rule for group in yaml.safe_load(RULES.read_text())["groups"] for rule in group["rules"]]
    alerts = [rule for rule in rules if "alert" in rule]
    problems = [*runbook_problems(alerts), *test_problems(alerts), *metric_problems(rules)]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
