const express = require('express');
const session = require('express-session');

const app = express();
const { MemoryStore } = session;

app.use(session({ store: new MemoryStore(), secret: process.env.SESSION_SECRET }));

app.post('/login', (req, res) => {
  req.session.user = req.query.user;
  res.redirect('/');
});

app.listen(process.env.PORT, '0.0.0.0');
