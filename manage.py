#!/usr/bin/env python
import os
import sys

from django.core.management import execute_from_command_line

from chamber.media_store.states import StoreAwayError

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chamber.settings")
    try:
        execute_from_command_line(sys.argv)
    except StoreAwayError as error:
        sys.exit(f"没有做完：{error}。请核对 CHAMBER_S3，稍后再运行")
