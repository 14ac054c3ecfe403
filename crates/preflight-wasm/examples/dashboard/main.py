import os
import secrets
import smtplib
from email.message import EmailMessage

import redis
from fastapi import FastAPI, Response
from sqlalchemy import create_engine, text

app = FastAPI()
engine = create_engine(os.environ["DATABASE_URL"])
sessions = redis.from_url(os.environ["REDIS_URL"])


@app.get("/")
def health():
    return {"status": "ok"}


@app.post("/login/{user}")
def login(user: int, response: Response):
    token = secrets.token_urlsafe()
    sessions.set(f"session:{token}", user, ex=3600)
    response.set_cookie("session", token, httponly=True, secure=True)
    return {"user": user}


@app.get("/accounts")
def accounts():
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(text("SELECT id, plan FROM accounts")).mappings()]


@app.post("/invite/{address}")
def invite(address: str):
    message = EmailMessage()
    message["To"] = address
    message["Subject"] = "Join the dashboard"
    with smtplib.SMTP(os.environ["SMTP_HOST"], 587) as server:
        server.starttls()
        server.login(os.environ["SMTP_USER"], os.environ["SMTP_PASSWORD"])
        server.send_message(message)
    return {"sent": True}
