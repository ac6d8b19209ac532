"""The same build on many machines: articles in shards, read by actors of Ray Data, and merged into one store.

Everything lies in one folder, on a disk that all machines see or in the cloud:

    plan.json                  the shards, what they depend on, what of the inputs was skipped
    settings/                  the user's own files of relations and names
    articles/00000.parquet     articles as they were read from the inputs, in batches
    readings/00000-HASH.parquet    what was read in them; there only when it is whole
"""

from importlib.util import find_spec


class ClusterError(RuntimeError):
    """A build on a cluster cannot go on; the message is one line that says why and what to do."""


def need() -> None:
    """Raise ClusterError where the packages that shards are written and read with are not installed."""
    if find_spec("pyarrow") is None:
        raise ClusterError("Shards need pyarrow, which is not installed. Run: pip install 'khabar[ray]'")
