"""Anna runs Leadline, Ben manages, Chen sells and Dora is from elsewhere, as in access."""

from leadline.access.tests.conftest import PASSWORD, Cast, cast

__all__ = ["PASSWORD", "Cast", "cast"]
