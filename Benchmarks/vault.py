"""Seals personal data as the portal does (`DataVault`): AES-256-GCM by libcrypto, under a key derived from the site's secret."""

import ctypes
import ctypes.util
import hashlib
import hmac
import os
from pathlib import Path

GCM_GET_TAG, GCM_SET_TAG = 0x10, 0x11


def derive(key: bytes, purpose: bytes) -> bytes:
    """HKDF-SHA256 without a salt, 32 bytes (RFC 5869)."""
    extracted = hmac.new(bytes(32), key, hashlib.sha256).digest()
    return hmac.new(extracted, purpose + b"\x01", hashlib.sha256).digest()


class Vault:
    def __init__(self, site: Path, module: str) -> None:
        secret = (site / "secret.key").read_bytes()
        self.key = derive(derive(secret, f"dinh/1/vault/{module}".encode()), b"seal")
        self.crypto = ctypes.CDLL(ctypes.util.find_library("crypto"))
        for name in ("EVP_CIPHER_CTX_new", "EVP_aes_256_gcm"):
            getattr(self.crypto, name).restype = ctypes.c_void_p
        self.context = ctypes.c_void_p(self.crypto.EVP_CIPHER_CTX_new())
        self.cipher = ctypes.c_void_p(self.crypto.EVP_aes_256_gcm())

    def seal(self, text: bytes, place: str) -> bytes:
        nonce = os.urandom(12)
        content = self._run("Encrypt", nonce, text, place)
        tag = ctypes.create_string_buffer(16)
        self._check(self.crypto.EVP_CIPHER_CTX_ctrl(self.context, GCM_GET_TAG, 16, tag))
        return nonce + content + tag.raw

    def open(self, sealed: bytes, place: str) -> bytes:
        return self._run("Decrypt", sealed[:12], sealed[12:-16], place, sealed[-16:])

    def _run(self, way: str, nonce: bytes, text: bytes, place: str, tag: bytes | None = None) -> bytes:
        begin, update, end = (getattr(self.crypto, f"EVP_{way}{part}") for part in ("Init_ex", "Update", "Final_ex"))
        length, output = ctypes.c_int(), ctypes.create_string_buffer(len(text) + 16)
        self._check(begin(self.context, self.cipher, None, self.key, nonce))
        self._check(update(self.context, None, ctypes.byref(length), place.encode(), len(place.encode())))
        self._check(update(self.context, output, ctypes.byref(length), text, len(text)))
        count = length.value
        if tag:
            self._check(self.crypto.EVP_CIPHER_CTX_ctrl(self.context, GCM_SET_TAG, 16, tag))
        self._check(end(self.context, ctypes.byref(output, count), ctypes.byref(length)))
        return output.raw[:count]

    @staticmethod
    def _check(result: int) -> None:
        if result != 1:
            raise ValueError("libcrypto refuses")
