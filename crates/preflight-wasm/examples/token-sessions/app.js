const express = require('express');
const jwt = require('jsonwebtoken');

const app = express();

app.post('/login', express.json(), (req, res) => {
  const token = jwt.sign({ user: req.body.user }, process.env.JWT_SECRET, { expiresIn: '1h' });
  res.json({ token });
});

app.listen(process.env.PORT, '0.0.0.0');
