"""
The counts of thirty saved views, while two hundred agents keep thirty each, at 10,000 and at a million cases.

Asked for by every one of them in turn; the few who own all the cases, for whom it is the hardest, every other time.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bench.desk import FEW, MANY, seeded

AIM = 100  # ms for thirty views together
ROUNDS, ASKED, WARM = 3, 100, 10
AGENTS, VIEWS = 200, 30


def run() -> list[dict[str, Any]]:
    """Measure p95 (ms) of counting thirty views of an agent; the limit is the same at 10,000 cases."""
    few, many = _measured(FEW), _measured(MANY)
    value, limit = median(many), median(few)
    return [
        {
            "name": "view_counts",
            "value": round(value, 2),
            "unit": "ms p95",
            "aim": AIM,
            "limit": round(limit, 2),
            "ratio": round(value / limit, 2),
            "rounds": [round(each, 2) for each in many],
        }
    ]


def _measured(count: int) -> list[float]:
    """Measure in a process of its own: Django knows one data folder. A small one is copied, to be left as it was."""
    data = seeded(count)
    with tempfile.TemporaryDirectory(prefix="aspa-bench-") as folder:
        place = data
        if count == FEW:
            place = Path(folder) / "data"
            subprocess.run(
                ["cp", "-a", f"{data.resolve()}/.", place], check=True
            )  # owners and all, as the database wants
        Path(folder).chmod(0o755)
        env = {**os.environ, "ASPA_DATA": str(place), "DJANGO_SETTINGS_MODULE": "aspa.settings"}
        env.pop("ASPA_DATABASE_URL", None)
        command = [sys.executable, "-W", "ignore", "-c", "from bench.view_counts import child; child()"]
        done = subprocess.run(command, env=env, text=True, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        return [float(each) for each in done.stdout.split()]


def child() -> None:
    """Print the p95 of each round."""
    import django

    django.setup()
    from aspa.brands import queries as brands
    from aspa.kit import walls
    from aspa.ops.database import migrate
    from aspa.ops.serving.postgres import PrivatePostgres

    server = PrivatePostgres()
    server.start()
    try:
        with walls.as_owner():
            migrate()
        [organisation_id, *_others] = brands.organisation_ids()
        for _ in range(ROUNDS):
            with walls.within(organisation_id):
                print(_round())
    finally:
        server.stop()


def _round() -> float:
    """Ask for one agent after the other; nothing is kept: what is measured is rolled back."""
    from django.db import transaction
    from django.utils import timezone

    from aspa.teamwork import queries

    took = []
    with transaction.atomic():
        owners, others = _agents()
        for nth in range(WARM + ASKED):
            agent = others[nth // 2 % len(others)] if nth % 2 else owners[nth // 2 % len(owners)]
            assert agent.powers
            begin = time.perf_counter()
            counted = queries.counts_of(agent, queries.saved_views(agent), now=timezone.now())
            took.append((time.perf_counter() - begin) * 1e3)
            assert len(counted) == VIEWS
        transaction.set_rollback(True)
    return quantiles(took[WARM:], n=20)[-1]


def _agents() -> tuple[list[Any], list[Any]]:
    """Return the agents who own the cases and as many more as make two hundred, each with thirty views of their own."""
    from aspa.staff.models import Agent, Grant
    from aspa.teamwork.models import SavedView

    owners = list(Agent.objects.filter(is_active=True).order_by("id")[:AGENTS])
    one = Grant.objects.filter(agent=owners[-1]).first()
    company = {"organisation_id": owners[0].organisation_id}
    new = [Agent(**company, email=f"n{nth}@suuri.example", name=f"N {nth}") for nth in range(AGENTS - len(owners))]
    others = Agent.objects.bulk_create(new)
    Grant.objects.bulk_create(Grant(**company, role_id=one.role_id, agent=agent) for agent in others)
    SavedView.objects.bulk_create(view for agent in [*owners, *others] for view in _views(agent))
    return owners, others


def _views(agent: Any) -> list[Any]:
    """Thirty views as agents keep them: by owner, language, promise, age and what was promised."""
    from aspa.teamwork.models import SavedView

    owners = ([], ["me"], ["queued"], ["team", "queued"], [f"agent:{agent.pk}"])
    narrowed = ({"language": ["sv"]}, {"promise": ["late"]}, {"promise": ["today"], "act": ["answer"]})
    narrowed += ({"age": ["7"]}, {"contacts": ["3"]}, {"language": ["fi", "en"], "silent": ["2"]})
    chosen = [({"owner": owner} if owner else {}) | more for owner in owners for more in narrowed]
    facts = {"organisation_id": agent.organisation_id, "agent": agent}
    return [SavedView(name=str(nth), conditions=one, **facts) for nth, one in enumerate(chosen)]
