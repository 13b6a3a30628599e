"""What is the same for all generators: the command, and the rows that the core keeps for each record.

A generator makes the temporary table `plan`: the `id` of each copy, the `original` that it is a copy of, a `value` that
counts them, and the `moment` at which it is said to have been published.
"""

import subprocess

from servers import DINH, ROOT

SITE = "dong-viet"
YEARS = 10


def dinh(*arguments: str) -> None:
    done = subprocess.run([DINH, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=3600)
    if done.returncode:
        raise SystemExit(f"dinh {' '.join(arguments)}: {done.stdout}{done.stderr}")


def core_parts(kind: str) -> list[str]:
    """Uses of files, revisions and workflow of the copies of records of one type."""
    return [
        f"""INSERT INTO core_file_uses (hash, record_type, record_id, module, is_public)
            SELECT hash, record_type, plan.id, module, is_public
            FROM plan JOIN core_file_uses ON record_type = '{kind}' AND record_id = original ORDER BY plan.id""",
        f"""INSERT INTO core_revisions (module, record_type, record_id, number, at, actor_kind, actor_id, actor_name,
                content, note)
            SELECT module, record_type, plan.id, number, moment, actor_kind, actor_id, actor_name, content, note
            FROM plan JOIN core_revisions ON record_type = '{kind}' AND record_id = original ORDER BY plan.id""",
        f"""INSERT INTO core_workflow_items (record_type, record_id, type, version, step, scope, is_public, is_waiting,
                since)
            SELECT record_type, plan.id, type, version, step, scope, is_public, is_waiting, moment
            FROM plan JOIN core_workflow_items ON record_type = '{kind}' AND record_id = original ORDER BY plan.id""",
        f"""INSERT INTO core_workflow_log (record_type, record_id, type, version, from_step, to_step, transition,
                actor_kind, actor_id, actor_name, reason, at)
            SELECT record_type, plan.id, type, version, from_step, to_step, transition, actor_kind, actor_id, actor_name,
                reason, moment
            FROM plan JOIN core_workflow_log ON record_type = '{kind}' AND record_id = original ORDER BY plan.id""",
    ]
