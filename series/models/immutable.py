from django.db import models


class ImmutableError(RuntimeError):
    """An attempt to change a row of history.
    A fault of the program, not of its user."""


class ImmutableQuerySet(models.QuerySet):
    """A queryset that refuses to change rows in bulk; `bulk_update` goes through `update`."""

    def bulk_create(
        self,
        objs,
        batch_size=None,
        ignore_conflicts=False,
        update_conflicts=False,
        update_fields=None,
        unique_fields=None,
    ):
        if update_conflicts:
            raise ImmutableError("历史记录只能追加，不能修改")
        return super().bulk_create(objs, batch_size, ignore_conflicts)

    def update(self, **fields):
        raise ImmutableError("历史记录只能追加，不能修改")

    def delete(self):
        raise ImmutableError("历史记录只能追加，不能删除")


class Immutable(models.Model):
    """A row that is written once: no second save, no delete."""

    objects = ImmutableQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise ImmutableError("历史记录只能追加，不能修改")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ImmutableError("历史记录只能追加，不能删除")
