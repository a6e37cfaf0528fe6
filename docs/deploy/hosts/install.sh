#!/bin/sh
# 在一台 Debian 12 上装应用服务器，以 root 运行；可以反复运行。程序已在 /srv/chamber（git clone）。
#
#   sh docs/deploy/hosts/install.sh first      第一台：启动时建数据库结构和密钥；启用全部定时器
#   sh docs/deploy/hosts/install.sh further    其余各台：先从第一台抄来密钥
#
# 之前：PostgreSQL、Redis 已可用，/etc/chamber.env 已改好，共用的 media、refused_uploads 已挂上。
set -eu

role=${1:-}
root=${CHAMBER_ROOT:-}                  # 测试用：装到这个文件夹下面
program=${CHAMBER_PROGRAM:-/srv/chamber}
data=$root/var/lib/chamber
settings=$root/etc/chamber.env
units=$root/etc/systemd/system

fail() {
    echo "没有装：$1" >&2
    exit 1
}

case $role in
first | further) ;;
*) fail "用法：install.sh first（第一台）或 further（其余各台）" ;;
esac
[ "$(id -u)" = 0 ] || fail "请以 root 运行"
[ -f "$settings" ] || fail "没有 $settings：请复制 docs/deploy/hosts/chamber.env，改好地址和密码"
for name in DATABASE_URL CHAMBER_REDIS CHAMBER_ADDRESS; do
    grep -q "^$name=." "$settings" || fail "$settings 里没有 $name"
done

getent passwd chamber >/dev/null || useradd --system --home-dir "$data" --shell /usr/sbin/nologin chamber
for folder in "$data" "$root/var/backups/chamber" "$data/media" "$data/refused_uploads"; do
    mkdir -p "$folder"
    chmod 700 "$folder"
    chown chamber:chamber "$folder"
done
if [ "$role" = further ]; then
    for name in secret_key audit_key personal_key; do
        [ -s "$data/$name" ] || fail "没有 $data/$name：请从第一台抄来（scp -p），权限 0600，属主 chamber"
        chmod 600 "$data/$name"
        chown chamber:chamber "$data/$name"
    done
fi
chmod 600 "$settings"

[ -x "$program/.venv/bin/python" ] || python3 -m venv "$program/.venv"
"$program/.venv/bin/python" -m pip install --quiet --requirement "$program/requirements.txt"

mkdir -p "$units/chamber.service.d"
cp "$program"/docs/deploy/*.service "$program"/docs/deploy/*.timer "$units/"
cp "$program/docs/deploy/hosts/shared-media.conf" "$units/chamber.service.d/"
systemctl daemon-reload
systemctl enable --now chamber.service chamber-due.timer chamber-doctor.timer
if [ "$role" = first ]; then
    for name in mail check index backup anchor purge personal; do
        systemctl enable --now "chamber-$name.timer"
    done
fi
echo "装好了。看各项是否正常：systemctl start chamber-doctor && journalctl -u chamber-doctor"
