"""Form of one account.

Who it is, and its roles as a table of columns × roles."""

from dataclasses import dataclass

from django import forms
from django.contrib.auth.models import Group

from chamber.models import User
from series.forms.visible_text import LineField
from series.models import Column, ColumnRole
from series.roles import DESK, EDITOR, FINAL, FIRST, REVIEWING, SECOND

ORDER = (EDITOR, FIRST, SECOND, FINAL)
LABELS = {"name": "姓名", "username": "用户名", "email": "电子邮箱"}
HELP = {
    "username": "登录时用，如姓名的拼音；只用字母、数字和 . - _ @",
    "email": "收通知、找回密码用，可不填",
    "is_active": "停用后不能登录，写过的稿件和签字都留着",
    "is_superuser": "管理人员和全部设置，不能签字",
}


@dataclass(frozen=True)
class MatrixRow:
    """One row of the table: all columns, or one.

    `warning` where a person writes and signs."""

    name: str
    is_general: bool
    cells: list
    warning: str = ""


class PersonForm(forms.ModelForm):
    """An account with its roles in all columns and in single ones.

    A cell of the table is the field `role-<group>-<column>`, column 0 for all of them. Roles
    outside the table, such as 安全审计员, are fields `group-<group>`.
    """

    class Meta:
        model = User
        fields = ("name", "username", "email", "is_active", "is_superuser")
        labels = {**LABELS, "is_active": "在用", "is_superuser": "管理员"}
        help_texts = HELP
        field_classes = {"name": LineField, "username": LineField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["name"].required = True
        groups = {group.name: group for group in Group.objects.order_by("pk")}
        self.roles = [groups[name] for name in ORDER if name in groups]
        self.others = [group for name, group in groups.items() if name not in DESK]
        self.columns = list(Column.objects.all())
        held = self._held()
        for column in (0, *(column.pk for column in self.columns)):
            for role in self.roles:
                self._add_box(f"role-{role.pk}-{column}", self._label(role, column), held)
        for group in self.others:
            self._add_box(f"group-{group.pk}", group.name, held)

    def _add_box(self, name, label, held):
        self.fields[name] = forms.BooleanField(label=label, required=False, initial=name in held)

    def _label(self, role, column):
        names = {each.pk: each.name for each in self.columns}
        return f"{names.get(column, '全部专栏')}：{role.name}"

    def _held(self):
        """Return the names of the fields that the account has at present."""
        if not self.instance.pk:
            return set()
        groups = set(self.instance.groups.values_list("pk", flat=True))
        in_columns = self.instance.column_roles.values_list("role", "column")
        return {
            *(f"role-{group}-0" for group in groups),
            *(f"group-{group}" for group in groups),
            *(f"role-{role}-{column}" for role, column in in_columns),
        }

    def matrix(self):
        """Return the table's rows, each with a bound field for every role."""
        rows = [self._row("全部专栏", 0)]
        return rows + [self._row(column.name, column.pk) for column in self.columns]

    def _row(self, name, column):
        cells = [self[f"role-{role.pk}-{column}"] for role in self.roles]
        held = {role.name for role, cell in zip(self.roles, cells, strict=True) if cell.value()}
        clashes = EDITOR in held and held & REVIEWING
        warning = "又编又审；自己写的稿件须由别人签字" if clashes else ""
        return MatrixRow(name, column == 0, cells, warning)

    def other_roles(self):
        """Return the bound fields of the roles that know no columns."""
        return [self[f"group-{group.pk}"] for group in self.others]

    def save_general_roles(self, person):
        """Store the ticked roles in all columns, and those that know no columns."""
        groups = [role for role in self.roles if self.cleaned_data[f"role-{role.pk}-0"]]
        groups += [group for group in self.others if self.cleaned_data[f"group-{group.pk}"]]
        person.groups.set(groups)

    def column_roles(self, person):
        """Return (rows to add, rows to delete) of roles in columns.

        None of them is stored yet."""
        kept = {(row.role_id, row.column_id): row for row in person.column_roles.all()}
        ticked = {
            (role.pk, column.pk): ColumnRole(user=person, role=role, column=column)
            for column in self.columns
            for role in self.roles
            if self.cleaned_data[f"role-{role.pk}-{column.pk}"]
        }
        added = [row for key, row in ticked.items() if key not in kept]
        return added, [row for key, row in kept.items() if key not in ticked]
