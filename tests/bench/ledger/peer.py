"""The peers of the ledger's benchmark: the same two endpoints in FastAPI and SQLite.

`fair` is how one would write it with care: integers, one transaction with an UPDATE that holds the
balance, a key that is unique, a journal. `specification` is the flow of the specification's own
engine: read both balances, compare, write both, add a row; SQLAlchemy, one session a request.
Both commit each request to disk (WAL, synchronous FULL), as ours does.
"""

import asyncio
import os
import sqlite3
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

from fastapi import FastAPI, Header, HTTPException
from pydantic import BaseModel

MODE = os.environ["PEER_MODE"]
FILE = os.environ["PEER_FILE"]
MEMBERS = int(os.environ["PEER_MEMBERS"])
FUNDS = 1_000_000
UNIT = 10**8

app = FastAPI()


class Transfer(BaseModel):
    to: str
    amount: str
    memo: str | None = None


if MODE == "fair":
    # One writer, as SQLite has it; requests wait in its queue and not on locks.
    writer = ThreadPoolExecutor(max_workers=1)
    local = threading.local()

    def connection() -> sqlite3.Connection:
        if not hasattr(local, "db"):
            local.db = sqlite3.connect(FILE, isolation_level=None)
            local.db.execute("PRAGMA journal_mode = WAL")
            local.db.execute("PRAGMA synchronous = FULL")
            local.db.execute("PRAGMA foreign_keys = ON")
        return local.db

    def prepare() -> None:
        db = connection()
        db.executescript(
            """
            CREATE TABLE IF NOT EXISTS accounts (
              id TEXT PRIMARY KEY, balance INTEGER NOT NULL CHECK (balance >= 0)) STRICT;
            CREATE TABLE IF NOT EXISTS transfers (
              id TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, sender TEXT NOT NULL,
              recipient TEXT NOT NULL, amount INTEGER NOT NULL CHECK (amount > 0), memo TEXT,
              after INTEGER NOT NULL) STRICT;
            """
        )
        rows = [(f"m{n}", FUNDS * UNIT) for n in range(MEMBERS)]
        db.executemany("INSERT OR IGNORE INTO accounts VALUES (?, ?)", rows)

    writer.submit(prepare).result()

    def post(sender: str, wanted: Transfer, key: str) -> dict:
        amount = int(Decimal(wanted.amount) * UNIT)
        if amount <= 0 or sender == wanted.to:
            raise HTTPException(422)
        db = connection()
        db.execute("BEGIN IMMEDIATE")
        try:
            known = db.execute(
                "SELECT id, amount, after FROM transfers WHERE key = ?", (key,)
            ).fetchone()
            if known is None:
                taken = db.execute(
                    "UPDATE accounts SET balance = balance - ?1 WHERE id = ?2 AND balance >= ?1 "
                    "RETURNING balance",
                    (amount, sender),
                ).fetchone()
                if taken is None:
                    raise HTTPException(409)
                given = db.execute(
                    "UPDATE accounts SET balance = balance + ? WHERE id = ?", (amount, wanted.to)
                )
                if given.rowcount != 1:
                    raise HTTPException(404)
                known = (str(uuid.uuid4()), amount, taken[0])
                db.execute(
                    "INSERT INTO transfers VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (known[0], key, sender, wanted.to, amount, wanted.memo, taken[0]),
                )
            db.execute("COMMIT")
        except BaseException:
            db.execute("ROLLBACK")
            raise
        return {"id": known[0], "amount": known[1], "available": known[2]}

    @app.post("/transfer", status_code=201)
    async def transfer(
        wanted: Transfer, x_member: str = Header(), idempotency_key: str = Header()
    ) -> dict:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(writer, post, x_member, wanted, idempotency_key)

    @app.get("/total")
    async def total() -> dict:
        loop = asyncio.get_running_loop()
        sql = "SELECT sum(balance) FROM accounts"
        found = await loop.run_in_executor(writer, lambda: connection().execute(sql).fetchone())
        return {"units": found[0]}

else:
    from sqlalchemy import Numeric, String, event, func, select
    from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
    from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

    class Base(DeclarativeBase):
        pass

    class Balance(Base):
        __tablename__ = "balances"
        user_id: Mapped[str] = mapped_column(String(64), primary_key=True)
        amount: Mapped[Decimal] = mapped_column(Numeric(36, 18))

    class Entry(Base):
        __tablename__ = "transactions"
        id: Mapped[str] = mapped_column(String(36), primary_key=True)
        reference_id: Mapped[str] = mapped_column(String(64), index=True)
        sender: Mapped[str] = mapped_column(String(64))
        recipient: Mapped[str] = mapped_column(String(64))
        amount: Mapped[Decimal] = mapped_column(Numeric(36, 18))

    engine = create_async_engine(f"sqlite+aiosqlite:///{FILE}", connect_args={"timeout": 30})
    sessions = async_sessionmaker(engine, expire_on_commit=False)

    @event.listens_for(engine.sync_engine, "connect")
    def settings(connection, _record) -> None:
        for pragma in ["journal_mode = WAL", "synchronous = FULL"]:
            connection.execute(f"PRAGMA {pragma}")

    @app.on_event("startup")
    async def prepare() -> None:
        async with engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)
        async with sessions() as session:
            if await session.get(Balance, "m0") is None:
                session.add_all(
                    Balance(user_id=f"m{n}", amount=Decimal(FUNDS)) for n in range(MEMBERS)
                )
                await session.commit()

    @app.post("/transfer", status_code=201)
    async def transfer(
        wanted: Transfer, x_member: str = Header(), idempotency_key: str = Header()
    ) -> dict:
        amount = Decimal(wanted.amount)
        async with sessions() as session:
            known = await session.execute(
                select(Entry).where(Entry.reference_id == idempotency_key)
            )
            entry = known.scalar_one_or_none()
            if entry is None:
                sender = await session.get(Balance, x_member)
                recipient = await session.get(Balance, wanted.to)
                if sender is None or recipient is None or sender.amount < amount:
                    raise HTTPException(409)
                sender.amount -= amount
                recipient.amount += amount
                entry = Entry(
                    id=str(uuid.uuid4()), reference_id=idempotency_key, sender=x_member,
                    recipient=wanted.to, amount=amount,
                )
                session.add(entry)
                await session.commit()
                after = sender.amount
            else:
                after = (await session.get(Balance, x_member)).amount
            return {"id": entry.id, "amount": str(entry.amount), "available": str(after)}

    @app.get("/total")
    async def total() -> dict:
        async with sessions() as session:
            found = await session.execute(select(func.sum(Balance.amount)))
            return {"units": int(Decimal(str(found.scalar_one())) * UNIT)}
