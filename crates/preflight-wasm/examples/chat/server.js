import { createServer } from 'node:http';
import express from 'express';
import { Pool } from 'pg';
import { createClient } from 'redis';
import { Server } from 'socket.io';
import { createAdapter } from '@socket.io/redis-adapter';

const app = express();
const server = createServer(app);
const db = new Pool({ connectionString: process.env.DATABASE_URL });

const publisher = createClient({ url: process.env.REDIS_URL });
const subscriber = publisher.duplicate();
await Promise.all([publisher.connect(), subscriber.connect()]);

// The adapter carries every message to the clients of the other copies.
const io = new Server(server, { adapter: createAdapter(publisher, subscriber) });

io.on('connection', (socket) => {
  socket.on('message', async ({ room, text }) => {
    await db.query('INSERT INTO messages (room, text) VALUES ($1, $2)', [room, text]);
    io.to(room).emit('message', text);
  });
});

app.get('/', (req, res) => res.send('ok'));

server.listen(process.env.PORT ?? 3000, '0.0.0.0');
