#!/bin/sh
# Make the virtual environment with the first Python that is new enough, or say what is missing.
set -eu
folder=$1
for name in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        if ! problem=$("$name" -m venv "$folder" 2>&1); then
            rm -rf "$folder"
            echo "无法建立虚拟环境，请先安装 venv（Debian：apt-get install python3-venv）。$problem" >&2
            exit 1
        fi
        exit 0
    fi
done
echo "需要 Python 3.11 或更新的版本，请安装后再运行（也可用 make run PYTHON=/路径/python3.11 指定）" >&2
exit 1
