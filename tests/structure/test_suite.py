import pytest

from tests.helpers import postgres
from tests.suite import FAILED, NOT_RUN, PASSED, conclusion


@pytest.mark.parametrize(
    ("outcome", "on_a_desk", "under_ci"), [(PASSED, 0, 0), (NOT_RUN, 0, 1), (FAILED, 1, 1)]
)
def test_a_part_that_did_not_run_is_named_and_fails_under_ci(outcome, on_a_desk, under_ci):
    results = [("SQLite", PASSED, ""), ("PostgreSQL", outcome, "原因")]
    lines, code = conclusion(results, ci=False)
    assert lines == ["SQLite：通过", f"PostgreSQL：{outcome}，原因"]
    assert code == on_a_desk
    assert conclusion(results, ci=True)[1] == under_ci


def test_a_machine_without_any_server_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(postgres, "machine_binaries", lambda: None)
    monkeypatch.setattr(postgres.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(postgres.NoServerError, match="请安装 postgresql"), postgres.server():
        pytest.fail("没有程序也启动了服务器")
