"""What became of a part of the suite."""

PASSED, FAILED, NOT_RUN = "通过", "失败", "未运行"
