"""Three quarters of a deployment go to LocalStack's looking, at each reference of the template, through
all calls that led there, for a circle. Our template has none, and Python itself would stop one."""

from localstack.runtime import hooks
from localstack.utils import functions


@hooks.on_runtime_create()
def leave_circles_to_python():
    functions.prevent_stack_overflow = lambda **_: lambda resolve: resolve
