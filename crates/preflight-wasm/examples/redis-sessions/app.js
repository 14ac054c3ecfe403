const express = require('express');
const session = require('express-session');
const { RedisStore } = require('connect-redis');
const { createClient } = require('redis');

const app = express();
const redis = createClient({ url: process.env.REDIS_URL });
redis.connect();

app.use(session({ store: new RedisStore({ client: redis }), secret: process.env.SESSION_SECRET }));

app.post('/login', (req, res) => {
  req.session.user = req.query.user;
  res.redirect('/');
});

app.listen(process.env.PORT, '0.0.0.0');
