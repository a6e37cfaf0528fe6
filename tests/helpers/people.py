"""The fixed cast. Every test is played by these people.

editor   编辑，写稿          first   初审        second   复审
chief    终审，也发布和撤稿    admin   管理员      outsider 有账号，但不是工作台人员
auditor  安全审计员，只看审计和报表          operator 系统运维员，只看运行状况
"""

from django.contrib.auth.models import Group

from chamber.models import User
from series.models import ColumnRole
from series.roles import AUDITOR, EDITOR, FINAL, FIRST, OPERATOR, SECOND

PASSWORD = "chang-shang-2023"


def editor():
    return _person("editor", name="陈编", group=EDITOR)


def first():
    return _person("first", name="周初", group=FIRST)


def other_first():
    return _person("other_first", name="钱初", group=FIRST)


def second():
    return _person("second", name="吴复", group=SECOND)


def chief():
    return _person("chief", name="郑终", group=FINAL)


def auditor():
    return _person("auditor", name="孙审计", group=AUDITOR)


def operator():
    return _person("operator", name="赵运维", group=OPERATOR)


def admin():
    return _person("admin", name="管理员", superuser=True)


def newcomer():
    return _person("newcomer", name="新人")


def outsider():
    return _person("outsider", name="路人", staff=False)


def _person(username, *, name, group=None, staff=True, superuser=False):
    known = User.objects.filter(username=username).first()
    if known:
        return known
    user = User.objects.create_user(
        username, password=PASSWORD, name=name, is_staff=staff, is_superuser=superuser
    )
    if group:
        user.groups.add(Group.objects.get_or_create(name=group)[0])
    return user


def of_column(role, column):
    """Somebody who holds `role` in this column and nothing else."""
    user = User.objects.create_user(f"{role}@{column.pk}", name=f"{column}{role}", is_staff=True)
    group = Group.objects.get_or_create(name=role)[0]
    ColumnRole.objects.create(user=user, role=group, column=column)
    return user
