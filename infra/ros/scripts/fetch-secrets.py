#!/usr/bin/env python3
# Brings this host's secrets from Alibaba Cloud's parameter store (OOS) into files, with the rights of the host's RAM role.
#
#     fetch-secrets.py DIRECTORY
#
# DIRECTORY/secrets has REGION=... and a line SETTING=NAME-OF-THE-PARAMETER for each secret; its value goes to
# DIRECTORY/credentials/SETTING. Python because a shell could only sign with a key on a command line, and because it is on
# every Alibaba Cloud Linux. Plain Python 3.6, which is what those have. Everything is asked for over the private network.
import base64
import datetime
import hashlib
import hmac
import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

# Other addresses are for the tests.
METADATA = os.environ.get("TANDEM_METADATA", "http://100.100.100.200")
PARAMETERS = os.environ.get("TANDEM_PARAMETERS", "https://oos-vpc.{region}.aliyuncs.com")
# A role that was just made takes a while to be known everywhere.
TRIES = int(os.environ.get("TANDEM_TRIES", "12"))
PAUSE_SECONDS = 5
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def answer(request):
    with DIRECT.open(request, timeout=10) as response:
        return response.read().decode("utf-8")


def metadata(path, token):
    return answer(urllib.request.Request(METADATA + path, headers={"X-aliyun-ecs-metadata-token": token}))


# The role's temporary key. Asked for with a token, so that hosts may refuse requests without one (IMDSv2).
def role():
    token = answer(urllib.request.Request(
        METADATA + "/latest/api/token", method="PUT", headers={"X-aliyun-ecs-metadata-token-ttl-seconds": "60"}))
    path = "/latest/meta-data/ram/security-credentials/"
    return json.loads(metadata(path + metadata(path, token).strip(), token))


def quoted(text):
    return urllib.parse.quote(text, safe="-_.~")


# The body of a request with its signature: help.aliyun.com, request signatures of RPC APIs, version 1.0.
def signed(values, secret):
    query = "&".join(quoted(key) + "=" + quoted(values[key]) for key in sorted(values))
    text = "POST&" + quoted("/") + "&" + quoted(query)
    digest = hmac.new((secret + "&").encode("utf-8"), text.encode("utf-8"), hashlib.sha1).digest()
    return query + "&Signature=" + quoted(base64.b64encode(digest).decode("ascii"))


def parameter(name, region, key):
    body = signed({
        "Action": "GetSecretParameter", "Version": "2019-06-01", "Format": "JSON", "RegionId": region,
        "Name": name, "WithDecryption": "true",
        "AccessKeyId": key["AccessKeyId"], "SecurityToken": key["SecurityToken"],
        "SignatureMethod": "HMAC-SHA1", "SignatureVersion": "1.0", "SignatureNonce": str(uuid.uuid4()),
        "Timestamp": datetime.datetime.utcnow().strftime("%Y-%m-%dT%H:%M:%SZ"),
    }, key["AccessKeySecret"])
    request = urllib.request.Request(PARAMETERS.format(region=region) + "/", data=body.encode("ascii"), method="POST")
    return json.loads(answer(request))["Parameter"]["Value"]


# What the service says of itself; never the request, which is signed with a key.
def why(failure):
    if isinstance(failure, urllib.error.HTTPError):
        try:
            said = json.loads(failure.read().decode("utf-8"))
            return "%s %s: %s" % (failure.code, said.get("Code"), said.get("Message"))
        except ValueError:
            return "HTTP %s" % failure.code
    return str(failure)


def patiently(ask, what):
    for attempt in range(1, TRIES + 1):
        try:
            return ask()
        except (OSError, ValueError, KeyError) as failure:
            if attempt == TRIES:
                sys.exit("%s cannot be read: %s" % (what, why(failure)))
            time.sleep(PAUSE_SECONDS)
    return None


def main(directory):
    with open(os.path.join(directory, "secrets"), encoding="utf-8") as lines:
        wanted = dict(line.rstrip("\n").split("=", 1) for line in lines)
    region = wanted.pop("REGION")
    key = patiently(role, "the RAM role of this host")
    for setting, name in wanted.items():
        value = patiently(lambda: parameter(name, region, key), "the secret of " + setting)
        target = os.path.join(directory, "credentials", setting)
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(value)


main(sys.argv[1])
