"""Runs LocalStack's Lambda functions without Docker: each environment is a JVM with Lambda's own
runtime interface client, which asks a Runtime API of its own here for its next invocation."""

import atexit
import json
import os
import queue
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from localstack import config
from localstack.services.lambda_.invocation.executor_endpoint import StatusErrorException
from localstack.services.lambda_.invocation.lambda_models import InvocationResult
from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin
from localstack.services.lambda_.invocation.runtime_executor import RuntimeExecutor

JAVA = os.path.join(os.environ["FUNCTIONS_JAVA_HOME"], "bin", "java")
RUNTIME_CLIENT = os.environ["RUNTIME_CLIENT"]
MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"
API = "/2018-06-01/runtime/"
# So many processes on one machine are slower than on Lambda.
PATIENCE = 6
# Of a function's memory; the rest is the JVM's own.
HEAP_SHARE = 0.85
# Services that stand elsewhere than LocalStack are told to functions by these.
ENDPOINTS = "AWS_ENDPOINT_URL_"

running: set[subprocess.Popen] = set()
# The runtime client unpacks a library to the same file in each process, and must not be disturbed.
starting = threading.Lock()


@atexit.register
def _kill_all():
    for process in list(running):
        process.kill()


class RuntimeApi(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    executor: "ProcessExecutor"

    def log_message(self, *_):
        pass

    def do_GET(self):
        if self.path != API + "invocation/next":
            self._answer(404)
            return
        self.executor.ready.set()
        invocation = self.executor.pending.get()
        if invocation is not None:
            deadline = int((time.time() + self.executor.timeout) * 1000)
            self._answer(
                200,
                invocation["payload"].encode(),
                {
                    "Lambda-Runtime-Aws-Request-Id": invocation["invoke-id"],
                    "Lambda-Runtime-Invoked-Function-Arn": invocation["invoked-function-arn"],
                    "Lambda-Runtime-Trace-Id": invocation["trace-id"],
                    "Lambda-Runtime-Deadline-Ms": str(deadline),
                },
            )

    def do_POST(self):
        body = self._body()
        parts = self.path.removeprefix(API).split("/")
        if parts[0] == "invocation":
            self.executor.results.put((parts[2] == "error", body))
        else:
            self.executor.init_error = body
            self.executor.ready.set()
        self._answer(202, b'{"status": "OK"}')

    def _body(self):
        if "chunked" not in self.headers.get("Transfer-Encoding", ""):
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def _answer(self, status, body=b"", headers=None):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


class ProcessExecutor(RuntimeExecutor):
    def start(self, env_vars):
        self.function = self.function_version.config
        self.timeout = self.function.timeout * PATIENCE
        self.env_vars = env_vars
        self.lines: list[str] = []
        self.told = 0
        self._spawn()

    def _spawn(self):
        with starting:
            self._spawn_alone()

    def _spawn_alone(self):
        self.ready, self.init_error = threading.Event(), None
        self.pending, self.results = queue.Queue(), queue.Queue()
        api = type("Api", (RuntimeApi,), {"executor": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), api)
        self.server.daemon_threads = True
        # A killed process breaks its connection off.
        self.server.handle_error = lambda *_: None
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        code = str(self.function.code.get_unzipped_code_location())
        self.process = subprocess.Popen(
            [
                JAVA,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                f"-Xmx{int(self.function.memory_size * HEAP_SHARE)}m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                f"{RUNTIME_CLIENT}/*:{code}:{code}/lib/*",
                MAIN,
                self.function.handler,
            ],
            cwd=code,
            env=self._environment(code),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        running.add(self.process)
        threading.Thread(
            target=self._listen, args=(self.process, self.ready, self.results), daemon=True
        ).start()
        self.ready.wait()
        if self.init_error is not None or self.process.poll() is not None:
            raise StatusErrorException(
                "The function did not start", payload=self.init_error or self._exit_error()
            )

    def _environment(self, code):
        environment = {name: str(value) for name, value in self.env_vars.items()}
        environment.update(
            {name: value for name, value in os.environ.items() if name.startswith(ENDPOINTS)}
        )
        environment.update(
            PATH=os.environ["PATH"],
            LANG="C.UTF-8",
            TZ="UTC",
            AWS_LAMBDA_RUNTIME_API=f"127.0.0.1:{self.server.server_port}",
            AWS_EXECUTION_ENV=f"AWS_Lambda_{self.function.runtime}",
            LAMBDA_TASK_ROOT=code,
        )
        return environment

    def _listen(self, process, ready, results):
        for line in process.stdout:
            self.lines.append(line)
        process.wait()
        running.discard(process)
        ready.set()
        results.put((True, None))

    def _exit_error(self):
        message = f"Runtime exited: exit status {self.process.poll()}"
        return json.dumps({"errorType": "Runtime.ExitError", "errorMessage": message}).encode()

    def stop(self):
        if hasattr(self, "process"):
            self._end()

    def _end(self):
        self.pending.put(None)
        self.process.kill()
        self.server.shutdown()
        self.server.server_close()

    def invoke(self, payload):
        if self.process.poll() is not None:
            self.server.shutdown()
            self.server.server_close()
            self._spawn()
        request = payload["invoke-id"]
        started = time.perf_counter()
        self.pending.put(payload)
        try:
            is_error, body = self.results.get(timeout=self.timeout)
            if body is None:
                self.process.wait()
                body = self._exit_error()
        except queue.Empty:
            self._end()
            self.process.wait()
            message = f"Task timed out after {self.timeout:.2f} seconds"
            is_error = True
            body = json.dumps(
                {"errorType": "Sandbox.Timedout", "errorMessage": message}
            ).encode()
        milliseconds = (time.perf_counter() - started) * 1000
        lines, self.told = self.lines[self.told :], len(self.lines)
        logs = (
            f"START RequestId: {request}\n{''.join(lines)}END RequestId: {request}\n"
            f"REPORT RequestId: {request}\tDuration: {milliseconds:.2f} ms\n"
        )
        return InvocationResult(request, body, is_error=is_error, logs=logs)

    def get_address(self):
        return "127.0.0.1"

    def get_endpoint_from_executor(self):
        return "127.0.0.1"

    def get_runtime_endpoint(self):
        return f"http://127.0.0.1:{config.GATEWAY_LISTEN[0].port}/_localstack_lambda/{self.id}"

    def get_logs(self):
        return "".join(getattr(self, "lines", []))

    @classmethod
    def prepare_version(cls, function_version):
        if function_version.config.code:
            function_version.config.code.prepare_for_execution()

    @classmethod
    def cleanup_version(cls, function_version):
        pass


class ProcessExecutorPlugin(RuntimeExecutorPlugin):
    name = "process"

    def load(self, *_, **__):
        return ProcessExecutor
