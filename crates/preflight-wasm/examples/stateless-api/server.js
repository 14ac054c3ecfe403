const express = require('express');
const session = require('express-session');
const multer = require('multer');
const { RedisStore } = require('connect-redis');
const { createClient } = require('redis');
const { Pool } = require('pg');
const { S3Client, PutObjectCommand } = require('@aws-sdk/client-s3');

const app = express();
const db = new Pool({ connectionString: process.env.DATABASE_URL });
const redis = createClient({ url: process.env.REDIS_URL });
const s3 = new S3Client({ endpoint: process.env.S3_ENDPOINT, region: process.env.S3_REGION });
const upload = multer({ storage: multer.memoryStorage() });

redis.connect();

app.use(session({
  store: new RedisStore({ client: redis }),
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
}));

app.get('/products', async (req, res) => {
  const { rows } = await db.query('SELECT * FROM products');
  res.json(rows);
});

app.post('/products/:id/photo', upload.single('photo'), async (req, res) => {
  const key = `products/${req.params.id}`;
  await s3.send(new PutObjectCommand({ Bucket: process.env.S3_BUCKET, Key: key, Body: req.file.buffer }));
  await db.query('UPDATE products SET photo = $1 WHERE id = $2', [key, req.params.id]);
  res.redirect('/products');
});

app.listen(process.env.PORT || 3000, '0.0.0.0');
