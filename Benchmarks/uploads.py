"""Twenty people send an application with twenty megabytes of papers at the same moment.

`python3 uploads.py [--people 20] [--megabytes 20] [--debug]`: what is sent must be streamed to the disk, so that the server's
memory stays as it was; all must be acknowledged, and no code of a dossier be given twice.
"""

import argparse
import html
import http.client
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import growth
from growth import PORT, SITE, Browser, command, dinh, hidden_fields

FORM = "/dich-vu-cong/dang-ky-khai-sinh/nop"
AIM_MIB = 64
BOUNDARY = "ranh-gioi-giua-cac-phan"

APPLICANT = {
    "a_name": "Đỗ Thị Sen", "a_identity": "024190001299", "a_phone": "0912 999 888", "a_address.detail": "Thôn Bến Sen",
    "a_address.commune": "Xã Đồng Việt", "a_address.province": "Tỉnh Bắc Ninh",
}
PAGES = [
    {"ho_ten_tre": "Đỗ Gia Huy", "ngay_sinh": "2026-11-20", "gioi_tinh": "Nam", "noi_sinh": "Trạm Y tế xã",
     "que_quan": "Xã Đồng Việt"},
    {"ket_hon": "Chưa đăng ký kết hôn", "ho_ten_me": "Đỗ Thị Sen", "dinh_danh_me": "024190001299"},
    {"so_ban_sao": "1"},
]


class Person(Browser):
    """Fills the form in as without scripts, from an address of their own."""

    def __init__(self, number: int) -> None:
        super().__init__(f"127.0.1.{number + 1}", follows=False)
        self.number = number
        self.place = FORM

    def begin(self) -> None:
        self.first = hidden_fields(self.get(FORM))

    def fill(self) -> None:
        self.step(self.first | APPLICANT)
        for typed in PAGES:
            self.step(hidden_fields(self.get(self.place)) | typed)

    def step(self, form: dict) -> None:
        status, place, content = self.post(self.place, form | {"then": "next"})
        if status == 422:
            # Questions that depend on an answer of this page have come up; none of them must be answered.
            status, place, content = self.post(self.place, form | hidden_fields(content) | {"then": "next"})
        assert status == 303, f"{self.place}: {status}\n{content}"
        self.place = place

    def send_papers(self, content: bytes) -> float:
        """Sends the papers, streamed, and returns the seconds until they were acknowledged."""
        page = self.get(self.place)
        field = re.search(r'<input[^>]*type="file"[^>]*name="([^"]+)"|<input[^>]*name="([^"]+)"[^>]*type="file"', page)
        head = "".join(
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in (hidden_fields(page) | {"then": "next"}).items())
        name = field.group(1) or field.group(2)
        head += (f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="giay-{self.number}.pdf"\r\n'
                 f"Content-Type: application/pdf\r\n\r\n%PDF-1.4\n%{self.number}\n")
        parts = [head.encode(), content, f"\r\n--{BOUNDARY}--\r\n".encode()]
        cookies = "; ".join(f"{one.name}={one.value}" for one in self.jar)
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=600, source_address=(self.address, 0))
        began = time.perf_counter()
        connection.request("POST", self.place, iter(parts), {
            "Host": f"localhost:{PORT}", "Cookie": cookies, "Content-Length": str(sum(map(len, parts))),
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}"})
        answer = connection.getresponse()
        text = answer.read().decode()
        assert answer.status == 303, f"{self.place}: {answer.status}\n{text}"
        self.place = answer.getheader("Location")
        return time.perf_counter() - began

    def finish(self) -> str:
        """Sends the whole, and returns the code of the dossier."""
        page = self.get(self.place)
        delivery = html.unescape(re.search(r'name="c_delivery"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="c_delivery"', page).group(1))
        status, place, content = self.post(
            self.place, hidden_fields(page) | {"c_delivery": delivery, "c_truth": "1", "c_consent": "1", "then": "send"})
        assert status == 303 and "/ho-so?" in place, f"{self.place}: {status} {place}\n{content}"
        return re.search(r"<h1[^>]*>[^<]*?(\S+)</h1>", self.get(place)).group(1)


class Memory:
    """What Linux knows of a process's memory, in MiB."""

    def __init__(self, process: int) -> None:
        self.folder = Path(f"/proc/{process}")

    def reset_peak(self) -> None:
        (self.folder / "clear_refs").write_text("5")

    def __getitem__(self, key: str) -> float:
        return int(re.search(rf"{key}:\s+(\d+)", (self.folder / "status").read_text()).group(1)) / 1024


def at_once(people: list[Person], what) -> list:
    """All begin at the same moment."""
    barrier = threading.Barrier(len(people))

    def run(person: Person):
        barrier.wait()
        return what(person)

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(run, people))


def measure(command: Path, count: int, megabytes: int) -> bool:
    with tempfile.TemporaryDirectory(prefix="dinh-uploads-") as folder:
        data = Path(folder) / "data"
        dinh(command, data, "content", "load", SITE)
        with open(Path(folder) / "log", "wb") as log:
            server = subprocess.Popen([command, "serve", SITE, "--port", str(PORT), "--data", str(data)], cwd=growth.ROOT,
                                      stdout=log, stderr=log)
        try:
            growth.wait_for(server)
            people = [Person(number) for number in range(count)]
            for person in people:
                person.begin()
            # Nobody is taken in within three seconds of the moment that the form was made.
            time.sleep(4)
            for person in people:
                person.fill()
            memory = Memory(server.pid)
            memory.reset_peak()
            before = memory["VmRSS"]
            content = os.urandom(megabytes * 1_000_000)
            seconds = at_once(people, lambda person: person.send_papers(content))
            codes = at_once(people, Person.finish)
            peak = memory["VmHWM"]
            database = sqlite3.connect(data / SITE / "site.sqlite")
            stored = database.execute(
                "SELECT count(*), count(DISTINCT hash), sum(file.bytes) FROM eservices_files file "
                "JOIN eservices_dossiers dossier ON dossier.id = dossier_id "
                f"WHERE code IN ({', '.join('?' for _ in codes)})", codes).fetchone()
            database.close()
        finally:
            server.terminate()
            server.wait(30)
    print(f"\n{count} people sent {megabytes} MB each at once: acknowledged after {min(seconds):.1f} to {max(seconds):.1f} s; memory "
          f"{before:.0f} MiB before, {peak:.0f} MiB at most")
    found = [
        (len(set(codes)) == count, f"{len(set(codes))} different codes for {count} dossiers"),
        (stored[:2] == (count, count) and stored[2] >= count * megabytes * 1_000_000,
         f"{stored[1]} files with {stored[2] / 1e6:.0f} MB stored with them"),
        (peak - before < AIM_MIB, f"memory grew by {peak - before:.0f} MiB while {count * megabytes} MB came in (aim: below {AIM_MIB})"),
    ]
    for reached, sentence in found:
        print(f"{'reached    ' if reached else 'NOT REACHED'}  {sentence}")
    return all(reached for reached, _ in found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--megabytes", type=int, default=20)
    parser.add_argument("--debug", action="store_true", help="the debug build")
    options = parser.parse_args()
    sys.exit(not measure(command(options.debug), options.people, options.megabytes))


if __name__ == "__main__":
    main()
