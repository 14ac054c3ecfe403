const express = require('express');
const session = require('express-session');
const multer = require('multer');
const Database = require('better-sqlite3');

const app = express();
const db = new Database('shop.db');
const upload = multer({ dest: 'uploads/' });

app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
}));

app.get('/products', (req, res) => {
  res.json(db.prepare('SELECT * FROM products').all());
});

app.post('/products/:id/photo', upload.single('photo'), (req, res) => {
  db.prepare('UPDATE products SET photo = ? WHERE id = ?').run(req.file.filename, req.params.id);
  res.redirect('/products');
});

app.listen(process.env.PORT || 3000, '0.0.0.0');
