"""The pytest plugin that tells, test by test, what became of them."""

import re

import pytest

# SQLAlchemy writes the database's version into the names of test classes.
DATABASE_IN_NAME = re.compile(r'_sqlite\+(\w+?)_[\d_]+(?=::|$)')
# SQLAlchemy's reasons begin with the test's name; addresses and versions differ from run to run.
NAME_IN_REASON = re.compile(r"^'[^\n]* \((?:setup|call)\)' : ")
VERSION_IN_REASON = re.compile(r'\bsqlite\(\d+\.\d+\.\d+\)')
LONGEST_REASON = 600


def plain(nodeid):
    """A test's name without the version of the database."""
    return DATABASE_IN_NAME.sub(r'_\1', nodeid)


class Watcher:
    """The pytest plugin that chooses tests and reports them."""

    def __init__(self, done, tell):
        self.done = set(done)
        self.tell = tell
        self.outcome = None

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items):
        # After SQLAlchemy's own plugin, which makes new classes here.
        items[:] = [item for item in items if plain(item.nodeid) not in self.done]

    def pytest_collection_finish(self, session):
        self.tell({'kind': 'collected', 'count': len(session.items)})

    def pytest_collectreport(self, report):
        # A file that cannot be read, or that skips itself, counts as one test.
        if not report.passed and report.nodeid not in self.done:
            self.tell({'kind': 'ended', 'test': report.nodeid, 'outcome': report.outcome, 'reason': reason_of(report)})

    def pytest_runtest_logstart(self, nodeid):
        self.outcome = ('passed', '')
        self.tell({'kind': 'began', 'test': plain(nodeid)})

    def pytest_runtest_logreport(self, report):
        if report.failed and self.outcome[0] != 'failed':
            self.outcome = ('failed', reason_of(report))
        elif report.skipped and self.outcome[0] == 'passed':
            self.outcome = ('skipped', reason_of(report))

    def pytest_runtest_logfinish(self, nodeid):
        outcome, reason = self.outcome
        self.tell({'kind': 'ended', 'test': plain(nodeid), 'outcome': outcome, 'reason': reason})


def reason_of(report):
    """Why a test failed or was skipped, in a line or a few."""
    if getattr(report, 'wasxfail', None) is not None:
        return f'expected to fail: {report.wasxfail}'
    if report.skipped and isinstance(report.longrepr, tuple):
        return shortened(report.longrepr[2].removeprefix('Skipped: '))
    crash = getattr(report.longrepr, 'reprcrash', None)
    return shortened(crash.message if crash else str(report.longrepr))


def shortened(text):
    text = NAME_IN_REASON.sub('', text.strip())
    text = VERSION_IN_REASON.sub('sqlite', text)
    text = re.sub(r'0x[0-9a-f]+', '0x…', text)
    return text if len(text) <= LONGEST_REASON else text[:LONGEST_REASON] + '…'
